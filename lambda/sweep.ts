import { judge, type Verdict } from '../policy';
import { type Bench, goneVerdict } from './live-judgement';
import type { RememberedResults } from './remembered-results';

/** Judges every VPC of the Region with two paged reads, however many there are. */
export async function sweep({ inventory, place, parameters, now }: Bench): Promise<readonly Verdict[]> {
  // VPCs first: a flow log that is created between the two reads is then seen, and one of a VPC that is created
  // between them is of no consequence. The other way round, a new VPC would be judged without its flow log.
  const vpcs = new Map((await inventory.vpcs()).map((vpc) => [vpc.vpcId, vpc]));
  const flowLogs = await inventory.flowLogs();
  return [...vpcs.values()].map((vpc) => judge({ vpc, flowLogs, place, parameters, now }));
}

/**
 * The scheduled sweep, which also clears the verdicts on VPCs that are gone: Config shows them until told otherwise.
 * On a change this would take every VPC but one for gone, if it knew only that one:
 * https://github.com/awslabs/aws-config-rdk/pull/496
 */
export async function sweepAndClear(
  bench: Bench,
  remembered: RememberedResults,
  configRuleName: string,
): Promise<readonly Verdict[]> {
  // Before the VPCs are listed: read after, a VPC that was created and reported in between would be taken for gone.
  const rememberedIds = await remembered.vpcIds(configRuleName);
  const verdicts = await sweep(bench);
  const present = new Set(verdicts.map(({ vpcId }) => vpcId));
  const gone = [...new Set(rememberedIds)].filter((vpcId) => !present.has(vpcId));
  return [...verdicts, ...gone.map(goneVerdict)];
}
