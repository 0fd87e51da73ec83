import { wouldAllow } from '../access';
import { arnParts } from '../arn';
import { parsePolicyDocument } from '../iam/policy-document';
import { assumeExecutionRole } from '../lambda/execution-role';
import { type SandboxFunction, USUAL_ASYNCHRONOUS_SETTINGS } from '../lambda/functions';
import { LOG_LEVELS } from '../lambda/log-level';
import type { RegionState, World } from '../world';
import { AssemblyError } from './assembly';
import type { PropertyReader } from './property-reader';
import { addNew, type Creation, type ResourceType, regionalArn } from './resource-type';

export const LAMBDA_RESOURCES: Readonly<Record<string, ResourceType>> = {
  'AWS::Lambda::Function': (creation) => {
    const { world, region, properties, physicalName } = creation;
    const name = properties.optionalText('FunctionName') ?? physicalName.slice(0, 64);
    const variables = properties.optionalPart('Environment')?.raw('Variables') ?? {};
    const target: SandboxFunction = {
      name,
      arn: regionalArn(creation, 'lambda', `function:${name}`),
      roleArn: properties.text('Role'),
      codeFolder: codeFolder(creation),
      handler: properties.text('Handler'),
      timeoutSeconds: properties.optionalNumber('Timeout', [1, 900]) ?? 3,
      memoryMegabytes: properties.optionalNumber('MemorySize', [128, 10_240]) ?? 128,
      environment: variables as Readonly<Record<string, string>>,
      ...logging(properties.part('LoggingConfig'), name),
      policy: undefined,
      asynchronous: USUAL_ASYNCHRONOUS_SETTINGS,
    };
    const runtime = properties.text('Runtime');
    if (!runtime.startsWith('nodejs'))
      throw new AssemblyError(`the sandbox runs nodejs functions, not ${runtime}`);
    properties.withoutEffect('Architectures', 'Description', 'Tags');
    // Lambda refuses a role that it cannot assume when the function is created, not when it is called.
    assumeExecutionRole(world, target);
    addNew(region.functions, name, target);
    return { ref: name, attributes: { Arn: target.arn } };
  },

  'AWS::Lambda::Permission': ({ region, properties, logicalId, physicalName }) => {
    const target = functionNamed(region, properties.text('FunctionName'), logicalId);
    const sourceAccount = properties.optionalText('SourceAccount');
    const service = properties.text('Principal');
    if (!service.endsWith('.amazonaws.com'))
      throw new AssemblyError(`${logicalId}: the sandbox plays services as Principal only, not ${service}`);
    const statement = {
      // CloudFormation's own id: a replacement stands beside the statement that it replaces.
      Sid: physicalName,
      Effect: 'Allow',
      Principal: { Service: service },
      Action: properties.text('Action'),
      Resource: target.arn,
      ...(sourceAccount ? { Condition: { StringEquals: { 'aws:SourceAccount': sourceAccount } } } : {}),
    };
    const added = parsePolicyDocument({ Version: '2012-10-17', Statement: [statement] }, logicalId);
    target.policy = { ...added, statements: [...(target.policy?.statements ?? []), ...added.statements] };
    return { ref: physicalName, attributes: { Id: physicalName } };
  },

  'AWS::Lambda::EventInvokeConfig': ({ world, region, properties, logicalId }) => {
    const target = functionNamed(region, properties.text('FunctionName'), logicalId);
    const onFailure = properties.optionalPart('DestinationConfig')?.optionalPart('OnFailure');
    if ((properties.optionalText('Qualifier') ?? '$LATEST') !== '$LATEST')
      throw new AssemblyError(`${logicalId}: the sandbox models Qualifier $LATEST only`);
    const onFailureArn = onFailure?.text('Destination');
    if (onFailureArn !== undefined) refuseDestination(world, region, target, onFailureArn, logicalId);
    const { maximumRetryAttempts, maximumEventAgeInSeconds } = USUAL_ASYNCHRONOUS_SETTINGS;
    target.asynchronous = {
      maximumRetryAttempts: properties.optionalNumber('MaximumRetryAttempts', [0, 2]) ?? maximumRetryAttempts,
      maximumEventAgeInSeconds:
        properties.optionalNumber('MaximumEventAgeInSeconds', [60, 21_600]) ?? maximumEventAgeInSeconds,
      onFailureArn,
    };
    return { ref: logicalId, attributes: {} };
  },
};

/**
 * Lambda refuses a destination that the execution role may not send to when it is set, not when it is needed.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
function refuseDestination(
  world: World,
  { queues, place }: RegionState,
  { roleArn }: SandboxFunction,
  destination: string,
  logicalId: string,
): void {
  const queue = [...queues.values()].find(({ arn }) => arn === destination);
  if (!queue)
    throw new AssemblyError(
      `${logicalId}: the sandbox keeps failed events in queues only, not ${destination}`,
    );
  const caller = { kind: 'role', roleArn, accountId: place.accountId } as const;
  const access = { action: 'sqs:SendMessage', resource: destination, resourcePolicy: queue.policy };
  if (!wouldAllow(world, { caller, ...access }))
    throw new AssemblyError(
      `${logicalId}: the function's execution role ${roleArn} does not have permissions to call sqs:SendMessage on ${destination}`,
    );
}

/** Without a LogFormat, logs would be plain text, without levels: the sandbox writes JSON only. */
function logging(
  config: PropertyReader,
  functionName: string,
): Pick<SandboxFunction, 'logGroupName' | 'applicationLogLevel'> {
  config.oneOf('LogFormat', ['JSON']);
  config.withoutEffect('SystemLogLevel');
  return {
    logGroupName: config.optionalText('LogGroup') ?? `/aws/lambda/${functionName}`,
    applicationLogLevel: config.oneOf('ApplicationLogLevel', LOG_LEVELS, 'INFO'),
  };
}

/** The asset's folder takes the place of the zip file that a deployment would upload. */
function codeFolder({ properties, stack, logicalId }: Creation): string {
  const code = properties.part('Code');
  code.withoutEffect('S3Bucket');
  const key = code.text('S3Key');
  const folder = stack.assetFolders.get(key);
  if (folder === undefined) throw new AssemblyError(`${logicalId}: the assembly holds no asset ${key}`);
  return folder;
}

export function functionNamed(region: RegionState, nameOrArn: string, logicalId: string): SandboxFunction {
  const name = arnParts(nameOrArn)?.resource.replace(/^function:/, '') ?? nameOrArn;
  const target = region.functions.get(name);
  if (!target || (nameOrArn.startsWith('arn:') && nameOrArn !== target.arn))
    throw new AssemblyError(`${logicalId}: function ${nameOrArn} does not exist`);
  return target;
}
