import type { Place } from '../policy';
import type { AutomationExecution, StoredDocument } from './automation/executions';
import { type AutomationState, emptyAutomationState } from './automation/state';
import { emptyTrail, type TrailState } from './cloudtrail/state';
import { type ConfigState, emptyConfigState } from './config/state';
import type {
  RememberedAnswer,
  StoredFlowLog,
  StoredNetworkInterface,
  StoredSubnet,
  StoredVpc,
} from './ec2/state';
import type { StoredStream } from './firehose/state';
import type { PolicyDocument } from './iam/policy-document';
import type { StoredKey } from './kms/state';
import type { MetricDatum } from './lambda/embedded-metrics';
import type { SandboxFunction } from './lambda/functions';
import type { LogGroup } from './logs/log-group';
import { emptySecurityHub, type SecurityHubState } from './securityhub/state';

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly messages: string[];
  policy: PolicyDocument | undefined;
}

/** All that one account holds in one Region. */
export interface RegionState {
  readonly place: Place;
  readonly vpcs: Map<string, StoredVpc>;
  readonly subnets: Map<string, StoredSubnet>;
  readonly networkInterfaces: Map<string, StoredNetworkInterface>;
  readonly flowLogs: Map<string, StoredFlowLog>;
  /** Flow logs that were deleted and are listed all the same. */
  readonly lingeringFlowLogs: Set<StoredFlowLog>;
  /** What EC2 answered to calls with a client token, by `operation/token`. */
  readonly rememberedAnswers: Map<string, RememberedAnswer>;
  readonly functions: Map<string, SandboxFunction>;
  readonly logGroups: Map<string, LogGroup>;
  /** Firehose streams, by name. */
  readonly streams: Map<string, StoredStream>;
  /** KMS keys, by id. */
  readonly keys: Map<string, StoredKey>;
  /** What functions reported through their logs, oldest first. */
  readonly metrics: MetricDatum[];
  readonly queues: Map<string, Queue>;
  readonly documents: Map<string, StoredDocument>;
  readonly executions: Map<string, AutomationExecution>;
  readonly automation: AutomationState;
  readonly config: ConfigState;
  readonly trail: TrailState;
  readonly securityHub: SecurityHubState;
}

export const emptyRegion = (place: Place): RegionState => ({
  place,
  vpcs: new Map(),
  subnets: new Map(),
  networkInterfaces: new Map(),
  flowLogs: new Map(),
  lingeringFlowLogs: new Set(),
  rememberedAnswers: new Map(),
  functions: new Map(),
  logGroups: new Map(),
  streams: new Map(),
  keys: new Map(),
  metrics: [],
  queues: new Map(),
  documents: new Map(),
  executions: new Map(),
  automation: emptyAutomationState(),
  config: emptyConfigState(),
  trail: emptyTrail(),
  securityHub: emptySecurityHub(),
});
