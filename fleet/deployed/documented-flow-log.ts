import { DESTINATION_TYPES, parseLogFormat, TRAFFIC_TYPES } from '../../policy';
import { FAIL_SCRIPT, OWNERSHIP_TAGS } from '../../runbook';

/** The flow log that a deployed Automation document creates, as its CreateFlowLog step says. */
export interface DocumentedFlowLog {
  readonly requirement: string;
  readonly destinationType: (typeof DESTINATION_TYPES)[number];
  /** ARN that records are delivered to; in S3 with its folders and the slash at the end. */
  readonly logDestination: string;
  readonly deliveryRoleArn: string | undefined;
  readonly trafficType: (typeof TRAFFIC_TYPES)[number];
  /** Seconds. */
  readonly maxAggregationInterval: number;
  readonly fields: readonly string[];
  /** S3 only. */
  readonly fileFormat: string | undefined;
  readonly hiveCompatiblePartitions: boolean;
  readonly perHourPartition: boolean;
  /** Between the first judgement and the one that creates. */
  readonly settleSeconds: number;
}

/** Everything about a flow log that is fixed when it is created. */
export type FlowLogShape = Omit<DocumentedFlowLog, 'requirement' | 'settleSeconds'>;

export interface Unreadable {
  readonly unreadable: string;
  /** Where AWS did not hand it over, so that nothing is known of it. */
  readonly unread?: true;
}

export const isUnreadable = (document: DocumentedFlowLog | Unreadable): document is Unreadable =>
  'unreadable' in document;

/** Reads the JSON text of a document. What is not as our documents are is unreadable, never guessed. */
export function readDocument(content: string): DocumentedFlowLog | Unreadable {
  const steps = stepsOf(content);
  if (!steps) return { unreadable: 'it is no JSON document with mainSteps' };
  const creations = steps.filter(({ inputs }) => inputs['Api'] === 'CreateFlowLogs');
  const [creation, another] = creations;
  if (!creation || another)
    return { unreadable: `${creations.length} of its steps call CreateFlowLogs, 1 is ours` };
  const { inputs } = creation;
  const requirement = requirementTag(inputs);
  const destinationType = DESTINATION_TYPES.find((type) => type === inputs['LogDestinationType']);
  const trafficType = TRAFFIC_TYPES.find((type) => type === inputs['TrafficType']);
  const { LogDestination: logDestination, LogFormat: format } = inputs;
  if (requirement === undefined) return { unreadable: `it tags nothing with ${OWNERSHIP_TAGS.requirement}` };
  if (!destinationType || !trafficType || typeof logDestination !== 'string' || typeof format !== 'string')
    return { unreadable: 'its CreateFlowLogs step lacks a destination, a traffic type or a log format' };
  const stranger = steps.find((step) => !isOfOurs(step));
  if (stranger) return { unreadable: `its step ${stranger.name} does what no step of ours does` };
  const options = objectOf(inputs['DestinationOptions']);
  return {
    requirement,
    destinationType,
    logDestination,
    deliveryRoleArn: textOf(inputs['DeliverLogsPermissionArn']),
    trafficType,
    maxAggregationInterval: Number(inputs['MaxAggregationInterval']),
    fields: parseLogFormat(format),
    fileFormat: textOf(options['FileFormat']),
    hiveCompatiblePartitions: isTrue(options['HiveCompatiblePartitions']),
    perHourPartition: isTrue(options['PerHourPartition']),
    settleSeconds: settleSecondsOf(steps),
  };
}

type Members = Readonly<Record<string, unknown>>;

interface StepText {
  readonly name: string;
  readonly action: string;
  readonly inputs: Members;
}

function stepsOf(content: string): readonly StepText[] | undefined {
  const { mainSteps } = objectOf(parseJson(content));
  if (!Array.isArray(mainSteps)) return undefined;
  return mainSteps.map((step) => {
    const { name, action, inputs } = objectOf(step);
    return { name: String(name), action: String(action), inputs: objectOf(inputs) };
  });
}

/** Whoever starts it hands its role over: a document that looks like ours may do nothing else with it. */
function isOfOurs({ action, inputs }: StepText): boolean {
  switch (action) {
    case 'aws:branch':
    case 'aws:invokeLambdaFunction':
    case 'aws:sleep':
      return true;
    case 'aws:executeAwsApi':
      return inputs['Service'] === 'ec2' && inputs['Api'] === 'CreateFlowLogs';
    case 'aws:executeScript':
      return inputs['Script'] === FAIL_SCRIPT;
    default:
      return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const objectOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

const listOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.map(objectOf) : []);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** CloudFormation may turn the booleans of a document into texts. */
const isTrue = (value: unknown): boolean => String(value) === 'true';

const requirementTag = (inputs: Members): string | undefined =>
  listOf(inputs['TagSpecifications'])
    .flatMap(({ Tags }) => listOf(Tags))
    .filter(({ Key }) => Key === OWNERSHIP_TAGS.requirement)
    .map(({ Value }) => textOf(Value))[0];

const settleSecondsOf = (steps: readonly StepText[]): number =>
  Number(
    /^PT(\d+)S$/.exec(String(steps.find(({ name }) => name === 'Settle')?.inputs['Duration']))?.[1] ?? 0,
  );
