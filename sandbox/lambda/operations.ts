import { arnParts } from '../arn';
import { policyText } from '../iam-api/written-policy';
import { notModelled, type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { authorizeOwned } from '../owned-access';
import { ApiError } from '../wire/api-error';
import type { SandboxFunction } from './functions';
import { queueEvent, run } from './invocations';

const FUNCTION_NAME = {
  length: [1, 256],
  pattern:
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9\\-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9\\-_]+))?',
} as const;
const QUALIFIER = { length: [1, 128], pattern: '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9\\-_$]+' } as const;
const NAMED = { FunctionName: FUNCTION_NAME, Qualifier: QUALIFIER };

/** Whatever the caller asks for: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const MOST_ON_A_PAGE = 50;

export const LAMBDA_OPERATIONS: Operations = {
  Invoke: {
    members: ['FunctionName', 'InvocationType', 'LogType', 'Payload', 'Qualifier'],
    constraints: {
      ...NAMED,
      InvocationType: { oneOf: ['Event', 'RequestResponse', 'DryRun'] },
      LogType: { oneOf: ['None', 'Tail'] },
    },
    perform: invoke,
  },

  GetFunctionConfiguration: {
    members: ['FunctionName', 'Qualifier'],
    constraints: NAMED,
    perform: (request) => configuration(functionFor(request, 'lambda:GetFunctionConfiguration')),
  },

  ListFunctions: {
    members: ['Marker', 'MaxItems'],
    constraints: { MaxItems: { range: [1, 10_000] } },
    perform({ world, region, input, authorize }) {
      authorize('lambda:ListFunctions', '*');
      const functions = [...region.functions.values()].sort((left, right) =>
        left.name < right.name ? -1 : 1,
      );
      const asked = Number(input['MaxItems'] ?? MOST_ON_A_PAGE);
      const { page, nextToken } = pageOf(functions, {
        token: textOf(input, 'Marker'),
        limit: Math.min(asked, MOST_ON_A_PAGE, world.faults.longestPage),
        invalidToken: 'InvalidParameterValueException',
      });
      return { Functions: page.map(configuration), NextMarker: nextToken };
    },
  },

  GetPolicy: {
    members: ['FunctionName', 'Qualifier'],
    constraints: NAMED,
    perform(request) {
      const { policy } = functionFor(request, 'lambda:GetPolicy');
      if (!policy)
        throw new ApiError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
      return { Policy: policyText(policy, request.region.place.partition) };
    },
  },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
async function invoke(request: OperationRequest): Promise<Record<string, unknown>> {
  const { world, region, input } = request;
  if (input['LogType'] === 'Tail') throw notModelled('LogType Tail of Invoke');
  const target = functionFor(request, 'lambda:InvokeFunction');
  const type = input['InvocationType'];
  if (type === 'DryRun') return { StatusCode: 204 };
  const event = eventOf(input['Payload']);
  if (type === 'Event') {
    queueEvent(world, region, target, event);
    return { StatusCode: 202 };
  }
  const { payload, functionError } = await run(world, region, target, event);
  return {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    FunctionError: functionError,
    Payload: Uint8Array.from(Buffer.from(payload)),
  };
}

/** No payload at all is an empty object to the function. */
function eventOf(payload: unknown): unknown {
  if (!(payload instanceof Uint8Array)) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw new ApiError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${reason}`,
    );
  }
}

/** The function that the request names, once the caller may do this to it. */
function functionFor(request: OperationRequest, action: string): SandboxFunction {
  const { world, region, caller, input } = request;
  const named = textOf(input, 'FunctionName') ?? '';
  const arn = fullArn(request, named);
  const target = [...region.functions.values()].find((each) => each.arn === arn);
  authorizeOwned(world, {
    caller,
    action,
    resource: arn,
    policy: target?.policy,
    partition: region.place.partition,
    ownerId: arnParts(arn)?.accountId ?? '',
  });
  const qualifier = textOf(input, 'Qualifier') ?? qualifierOf(named);
  if (!target || (qualifier ?? '$LATEST') !== '$LATEST')
    throw new ApiError(
      'ResourceNotFoundException',
      `Function not found: ${arn}${qualifier === undefined ? '' : `:${qualifier}`}`,
      404,
    );
  return target;
}

/** Of a name, `account:function:name` or an ARN, each perhaps with a version behind it. */
function fullArn({ region: { place } }: OperationRequest, named: string): string {
  const [, owner = place.accountId, name = named] =
    /^(?:arn:[^:]*:lambda:[^:]*:)?(?:(\d{12}):)?(?:function:)?([^:]+)(?::[^:]+)?$/.exec(named) ?? [];
  const { partition = place.partition, region = place.region } = arnParts(named) ?? {};
  return `arn:${partition}:lambda:${region}:${owner}:function:${name}`;
}

const qualifierOf = (named: string): string | undefined =>
  /^(?:(?:.*:)?function:)?[^:]+:([^:]+)$/.exec(named)?.[1];

const configuration = (target: SandboxFunction): Record<string, unknown> => ({
  FunctionName: target.name,
  FunctionArn: target.arn,
  Role: target.roleArn,
  Handler: target.handler,
  Timeout: target.timeoutSeconds,
  MemorySize: target.memoryMegabytes,
  Environment: { Variables: target.environment },
  Version: '$LATEST',
  PackageType: 'Zip',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  LoggingConfig: {
    LogFormat: 'JSON',
    ApplicationLogLevel: target.applicationLogLevel,
    LogGroup: target.logGroupName,
  },
});
