/** What the edge cases play with every destination of flow logs. */
import type { CreateFlowLogsCommandInput } from '@aws-sdk/client-ec2';
import { openSandbox, type Rehearsal, type RehearsalOptions } from './rehearsal';

export type DestinationName =
  | 'a bucket of the stack'
  | 'an existing bucket'
  | 'a log group of the stack'
  | 'an existing log group'
  | 'a stream';

export interface PlayedDestination {
  readonly name: DestinationName;
  readonly type: 's3' | 'cloud-watch-logs' | 'kinesis-data-firehose';
  readonly assembly: string;
  /** Makes what exists before the deployment. */
  prepare(rehearsal: Rehearsal): Promise<void> | void;
  /** CreateFlowLogs is refused from now on, or taken again. */
  refuse(rehearsal: Rehearsal): void;
  accept(rehearsal: Rehearsal): void;
  /** What was created fails to deliver from now on, or delivers again. */
  breakDelivery(rehearsal: Rehearsal): void;
  repairDelivery(rehearsal: Rehearsal): void;
  /** The destination is gone. */
  remove(rehearsal: Rehearsal): void;
}

/** The part of a request to CreateFlowLogs that says where to, as the deployed document has it. */
export type OurRequest = Pick<
  CreateFlowLogsCommandInput,
  | 'TrafficType'
  | 'LogDestinationType'
  | 'LogDestination'
  | 'LogFormat'
  | 'MaxAggregationInterval'
  | 'DestinationOptions'
  | 'DeliverLogsPermissionArn'
>;

/** What the remediation will ask for; whoever asks the same makes an equal flow log. */
export function ourRequest({ sandbox }: Rehearsal): OurRequest {
  const [document] = sandbox.home.documents.values();
  const step = document?.content.steps.find(({ name }) => name === 'CreateFlowLog');
  const {
    Service: _service,
    Api: _api,
    ResourceType: _type,
    ResourceIds: _ids,
    ...request
  } = Object(step?.inputs);
  const { ClientToken: _token, TagSpecifications: _tags, ...ours } = request;
  return ours;
}

/** A sandbox in which a requirement to this destination is deployed. */
export async function stand(
  destination: PlayedDestination,
  { change, ...options }: Omit<RehearsalOptions, 'assembly'> = {},
): Promise<Rehearsal> {
  const rehearsal = await openSandbox(options);
  await destination.prepare(rehearsal);
  rehearsal.deploy(change, destination.assembly);
  return rehearsal;
}

/** A rule of the edge cases, played with every destination but those that say why not. */
export interface Rule {
  readonly rule: string;
  readonly notFor?: Partial<Readonly<Record<DestinationName, string>>>;
  readonly play: (destination: PlayedDestination) => Promise<void>;
}

export const applying = (rules: readonly Rule[], { name }: PlayedDestination): readonly Rule[] =>
  rules.filter(({ notFor }) => !notFor?.[name]);
