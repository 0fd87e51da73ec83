import {
  DEFAULT_FIELDS,
  type FlowLog,
  type Place,
  parseParameters,
  type RuleParameters,
  type Verdict,
  type Vpc,
} from '../../policy';
import { judge } from '../../policy/judge';

export const VPC_ID = 'vpc-0123456789abcdef0';
export const ACCOUNT_ID = '111122223333';
export const BUCKET = 'arn:aws:s3:::org-logs';
export const LOG_GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow';
export const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow';

export const PLACE: Place = { partition: 'aws', region: 'eu-west-1', accountId: ACCOUNT_ID };
const NOON = new Date('2026-06-15T12:00:00Z');

export const vpc = (given: Partial<Vpc> = {}): Vpc => ({
  vpcId: VPC_ID,
  ownerId: ACCOUNT_ID,
  isDefault: false,
  tags: {},
  ...given,
});

/** A flow log that every default requirement is met by. */
export const flowLog = (given: Partial<FlowLog> = {}): FlowLog => ({
  flowLogId: 'fl-1',
  resourceId: VPC_ID,
  trafficType: 'ALL',
  flowLogStatus: 'ACTIVE',
  deliverLogsStatus: 'SUCCESS',
  deliverLogsErrorMessage: undefined,
  destinationType: 's3',
  destination: BUCKET,
  fields: DEFAULT_FIELDS,
  maxAggregationInterval: 600,
  fileFormat: 'plain-text',
  ...given,
});

export const toLogGroup = (given: Partial<FlowLog> = {}): FlowLog =>
  flowLog({ destinationType: 'cloud-watch-logs', destination: LOG_GROUP, fileFormat: undefined, ...given });

export const toStream = (given: Partial<FlowLog> = {}): FlowLog =>
  flowLog({ destinationType: 'kinesis-data-firehose', destination: STREAM, fileFormat: undefined, ...given });

/** Parameters as an operator writes them, through the parser that reads them in production. */
export function requirement(given: Readonly<Record<string, unknown>> = {}): RuleParameters {
  const result = parseParameters(given);
  if (!result.ok) throw new Error(`the test's own parameters are refused: ${JSON.stringify(result.issues)}`);
  return result.value;
}

export interface Case {
  readonly vpc?: Partial<Vpc>;
  readonly flowLogs?: readonly FlowLog[];
  readonly subnetIds?: readonly string[];
  readonly required?: Readonly<Record<string, unknown>>;
  readonly now?: string;
}

export const judgeCase = ({ vpc: facts, flowLogs = [], subnetIds = [], required, now }: Case): Verdict =>
  judge({
    vpc: vpc(facts),
    flowLogs,
    subnetIds,
    place: PLACE,
    parameters: requirement(required),
    now: now === undefined ? NOON : new Date(now),
  });

/** A text is the whole annotation, a pattern is part of it. */
export const expectAnnotation = (verdict: Verdict, annotation: string | RegExp): void =>
  typeof annotation === 'string'
    ? expect(verdict.annotation).toBe(annotation)
    : expect(verdict.annotation).toMatch(annotation);
