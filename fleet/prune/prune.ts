import { OWNERSHIP_TAGS } from '../../runbook';
import type { Station } from '../aws/connect';
import { flowLogsTagged, type TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { Deployed } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import type { KnownNames } from '../known-names';
import { type ApplyOptions, apply } from './apply';
import { assess } from './assess';
import { readEstate } from './estate';
import { copiedExecutions } from './ownership';
import type { Pruned } from './report';

export interface PruneOptions extends Omit<ApplyOptions, 'copied'> {
  readonly applies: boolean;
}

/** Looks at every flow log with our tag, and deletes those that are superseded when it applies. */
export async function prune(station: Station, options: PruneOptions): Promise<Pruned> {
  const { chosen, applies } = options;
  const deployed = await discover(station.clients);
  const tagged = await readTagged(station);
  const now = correctedNow(station, options.now);
  const copied = copiedExecutions(tagged);
  const vpcIds = chosen.vpcIds.length > 0 ? chosen.vpcIds : resourcesOf(tagged);
  const estate = await readEstate(station, { deployed, vpcIds, copied, without: new Set() });
  const assessments = assess(estate, chosen, now);
  const superseded = assessments.filter(({ standing }) => standing === 'superseded');
  const applied = applies ? await apply(station, superseded, { ...options, now, copied }) : undefined;
  return { assessments, applied, known: knownNames(deployed, tagged) };
}

/** A requirement that was renamed or removed is known by its flow logs. */
function knownNames(
  { requirements, doubts }: Deployed,
  tagged: readonly TaggedFlowLog[],
): KnownNames | undefined {
  if (doubts.length > 0) return undefined;
  const named = tagged.flatMap(({ tags }) => tags[OWNERSHIP_TAGS.requirement] ?? []);
  return { requirement: [...requirements.map(({ name }) => name), ...named] };
}

async function readTagged({ clients, place }: Station): Promise<readonly TaggedFlowLog[]> {
  const tagged: TaggedFlowLog[] = [];
  for await (const flowLog of flowLogsTagged(clients.ec2, place, OWNERSHIP_TAGS.execution))
    tagged.push(flowLog);
  for await (const flowLog of flowLogsTagged(clients.ec2, place, OWNERSHIP_TAGS.requirement))
    tagged.push(flowLog);
  return tagged;
}

const resourcesOf = (tagged: readonly TaggedFlowLog[]): readonly string[] =>
  [...new Set(tagged.map(({ fact }) => fact.resourceId))].sort();

/** By AWS's clock: where this machine's is wrong, the SDK has learned by how much from the answers. */
const correctedNow = ({ clients }: Station, now: Date): Date =>
  new Date(now.getTime() + clients.ec2.config.systemClockOffset);
