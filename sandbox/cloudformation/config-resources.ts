import { createHash } from 'node:crypto';
import { parseDocument } from '../automation/document';
import { considerRemediation } from '../config/remediation';
import type { ConfigRule, RemediationParameter } from '../config/state';
import { addServiceLinkedRole, CONFIG_REMEDIATION_ROLE } from '../iam/service-linked-role';
import { mayInvoke } from '../lambda/invocations';
import type { RegionState } from '../world';
import { AssemblyError } from './assembly';
import { withTextInputs } from './document-types';
import { functionNamed } from './lambda-resources';
import type { PropertyReader } from './property-reader';
import { addNew, type Creation, type ResourceType, regionalArn } from './resource-type';

const FREQUENCIES: Readonly<Record<string, number>> = {
  One_Hour: 3600,
  Three_Hours: 10_800,
  Six_Hours: 21_600,
  Twelve_Hours: 43_200,
  TwentyFour_Hours: 86_400,
};

const SCHEDULED = 'ScheduledNotification';
const MESSAGE_TYPES = [
  ...['ConfigurationItemChangeNotification', 'OversizedConfigurationItemChangeNotification'],
  SCHEDULED,
];

const RECORDED_TYPES = ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'];

/** https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html */
function refuseWithoutRecorder({ config }: RegionState, logicalId: string): void {
  if (config.recorder === 'absent')
    throw new AssemblyError(
      `${logicalId}: NoAvailableConfigurationRecorderException: there is no configuration recorder`,
    );
}

export const CONFIG_RESOURCES: Readonly<Record<string, ResourceType>> = {
  'AWS::Config::ConfigRule': (creation) => {
    const { world, region, properties, physicalName, logicalId } = creation;
    refuseWithoutRecorder(region, logicalId);
    const name = properties.optionalText('ConfigRuleName') ?? physicalName.slice(0, 128);
    const id = `config-rule-${world.identifiers.hex(6)}`;
    const arn = regionalArn(creation, 'config', `config-rule/${id}`);
    addNew(region.config.rules, name, { ...{ name, id, arn }, ...ruleSettings(creation), ...emptyResults() });
    return { ref: name, attributes: { Arn: arn, ConfigRuleId: id, 'Compliance.Type': 'INSUFFICIENT_DATA' } };
  },

  'AWS::Config::RemediationConfiguration': (creation) => {
    const { world, region, properties, logicalId } = creation;
    const rule = region.config.rules.get(properties.text('ConfigRuleName'));
    const documentName = properties.text('TargetId');
    if (!rule || !region.documents.has(documentName))
      throw new AssemblyError(`${logicalId}: rule and document must exist before their remediation`);
    properties.oneOf('TargetType', ['SSM_DOCUMENT']);
    if (rule.remediation) throw new AssemblyError(`${logicalId}: ${rule.name} has a remediation already`);
    const controls = properties.optionalPart('ExecutionControls')?.optionalPart('SsmControls');
    const automatic = properties.flag('Automatic', false);
    const parameters = remediationParameters(properties.part('Parameters'));
    if (automatic && parameters['AutomationAssumeRole']?.kind !== 'static')
      throw new AssemblyError(`${logicalId}: automatic remediation needs AutomationAssumeRole with a value`);
    // Evaluations of other types are refused when they are put.
    if (properties.optionalText('ResourceType') !== undefined)
      properties.oneOf('ResourceType', ['AWS::EC2::VPC']);
    // Defaults and ranges by RemediationConfiguration of the Config API.
    rule.remediation = {
      arn: regionalArn(creation, 'config', `remediation-configuration/${remediationId(rule)}`),
      documentName,
      parameters,
      automatic,
      maximumAutomaticAttempts: properties.optionalNumber('MaximumAutomaticAttempts', [1, 25]) ?? 5,
      retryAttemptSeconds: properties.optionalNumber('RetryAttemptSeconds', [1, 2_678_000]) ?? 60,
      concurrentExecutionRatePercentage:
        controls?.optionalNumber('ConcurrentExecutionRatePercentage', [1, 100]) ?? 10,
      errorPercentage: controls?.optionalNumber('ErrorPercentage', [1, 100]) ?? 50,
    };
    // Config makes it with the first remediation of an account.
    addServiceLinkedRole(world, region.place, CONFIG_REMEDIATION_ROLE);
    considerRemediation(world, region, rule);
    return { ref: logicalId, attributes: {} };
  },

  'AWS::SSM::Document': ({ world, region, properties, physicalName, logicalId }) => {
    const name = properties.optionalText('Name') ?? physicalName;
    properties.oneOf('DocumentType', ['Automation']);
    properties.withoutEffect('DocumentFormat', 'UpdateMethod', 'Tags');
    const given = properties.raw('Content');
    const content = world.assumptions.documentKeepsTypes ? given : withTextInputs(given);
    if (JSON.stringify(content).length > 65_536)
      throw new AssemblyError(`${logicalId}: a document has at most 64 KB`);
    const createdDate = world.scheduler.now();
    addNew(region.documents, name, { name, content: parseDocument(content), createdDate });
    return { ref: name, attributes: {} };
  },
};

/** What an update changes of a rule; its name is what it is by. */
export const ruleSettings = (creation: Creation) => ({
  description: creation.properties.optionalText('Description'),
  ...source(creation),
  ...scope(creation.properties),
  inputParameters: inputParameters(creation.properties, creation.logicalId),
});

/** One of its own, made of the rule's: drawing another would change every id after it. */
const remediationId = ({ id }: Pick<ConfigRule, 'id'>): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 32);

/** Config refuses a rule whose function it may not invoke (InsufficientPermissionsException). */
function source({ world, region, properties, logicalId }: Creation) {
  const part = properties.part('Source');
  part.oneOf('Owner', ['CUSTOM_LAMBDA']);
  const target = functionNamed(region, part.text('SourceIdentifier'), logicalId);
  if (!mayInvoke(world, region, target, 'config.amazonaws.com'))
    throw new AssemblyError(`${logicalId}: config.amazonaws.com may not invoke ${target.name}`);
  const details = part.partsOf('SourceDetails').map((detail) => {
    detail.oneOf('EventSource', ['aws.config']);
    const messageType = detail.oneOf('MessageType', MESSAGE_TYPES);
    const frequency = detail.optionalText('MaximumExecutionFrequency');
    if (frequency !== undefined && messageType !== SCHEDULED)
      throw new AssemblyError(`${logicalId}: MaximumExecutionFrequency goes with ${SCHEDULED} only`);
    return { messageType, frequency };
  });
  const scheduled = details.find(({ messageType }) => messageType === SCHEDULED);
  return {
    functionArn: target.arn,
    sourceDetails: details,
    messageTypes: details.map(({ messageType }) => messageType),
    frequencySeconds: scheduled && frequencySeconds(scheduled.frequency ?? 'TwentyFour_Hours', logicalId),
  };
}

function frequencySeconds(frequency: string, logicalId: string): number {
  const seconds = Object.hasOwn(FREQUENCIES, frequency) ? FREQUENCIES[frequency] : undefined;
  if (seconds === undefined)
    throw new AssemblyError(
      `${logicalId}: got frequency ${frequency}, allowed: ${Object.keys(FREQUENCIES).join(', ')}`,
    );
  return seconds;
}

/** Without a scope, a rule that listens to changes hears of every resource that Config records. */
function scope(properties: PropertyReader): Pick<ConfigRule, 'resourceTypes'> {
  const resourceTypes = properties.optionalPart('Scope')?.texts('ComplianceResourceTypes') ?? RECORDED_TYPES;
  const other = resourceTypes.find((type) => !RECORDED_TYPES.includes(type));
  if (other !== undefined)
    throw new AssemblyError(`the sandbox records ${RECORDED_TYPES.join(' and ')} only, not ${other}`);
  return { resourceTypes };
}

const emptyResults = () => ({
  results: new Map(),
  timeline: [],
  remediations: new Map(),
  exceptions: new Map(),
  remediation: undefined,
  remediationRound: 'none' as const,
  evaluationAsked: undefined,
});

function inputParameters(properties: PropertyReader, logicalId: string): string {
  const given = properties.raw('InputParameters') ?? {};
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  if (text.length > 1024)
    throw new AssemblyError(`${logicalId}: InputParameters has ${text.length} of 1024 characters`);
  return text;
}

/** Config takes 1 to 256 characters a value (API_StaticValue), and RESOURCE_ID is the only resource value there is. */
function remediationParameters(part: PropertyReader): Readonly<Record<string, RemediationParameter>> {
  return Object.fromEntries(
    part.names().map((name): [string, RemediationParameter] => {
      const parameter = part.part(name);
      const resourceValue = parameter.optionalPart('ResourceValue');
      if (resourceValue) {
        if (resourceValue.text('Value') !== 'RESOURCE_ID')
          throw new AssemblyError(`parameter ${name}: ResourceValue must be RESOURCE_ID`);
        return [name, { kind: 'resource-id' }];
      }
      const values = parameter.part('StaticValue').texts('Values');
      if (values.some(({ length }) => length < 1 || length > 256))
        throw new AssemblyError(`parameter ${name}: a static value has 1 to 256 characters`);
      return [name, { kind: 'static', values }];
    }),
  );
}
