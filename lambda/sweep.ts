import { inBatches } from '../inventory/batches';
import { ReadError } from '../inventory/read-error';
import {
  complianceTypeOf,
  type InScope,
  isVerdict,
  judgeCoverage,
  judgeScope,
  type Verdict,
} from '../policy';
import { readCaptures } from './captures';
import { type Bench, goneVerdict } from './live-judgement';
import type { RememberedResults, RememberedVerdict, RememberedVerdicts } from './remembered-results';

/** Judges every VPC of the Region by lists, however many there are. */
export async function sweep(bench: Bench): Promise<readonly Verdict[]> {
  return confirm(await judgeLists(bench), new Map(), bench);
}

/**
 * The scheduled sweep, which also clears the verdicts on VPCs that are gone: Config shows them until told otherwise.
 * On a change this would take every VPC but one for gone, if it knew only that one:
 * https://github.com/awslabs/aws-config-rdk/pull/496
 *
 * @param scheduledAt orders its evaluations; a verdict that Config remembers from later is not the sweep's to clear
 */
export async function sweepAndClear(
  bench: Bench,
  remembered: RememberedResults,
  configRuleName: string,
  scheduledAt: Date,
): Promise<readonly Verdict[]> {
  const [known, judged] = await Promise.all([remembered.verdicts(configRuleName), judgeLists(bench)]);
  const verdicts = await confirm(judged, known, bench);
  return [...verdicts, ...(await clearGone(judged, known, bench, scheduledAt))];
}

/** Every VPC of the Region; those in scope with what their flow logs decide. */
type Judged = ReadonlyMap<string, { readonly verdict: Verdict; readonly scope?: InScope }>;

async function judgeLists(bench: Bench): Promise<Judged> {
  // VPCs first: a flow log that is created between the reads is then seen, and a VPC that is created between them is of
  // no consequence. The other way round, a new VPC would be judged without its flow log.
  const scopes = new Map<string, Verdict | InScope>();
  for await (const vpc of bench.inventory.vpcs()) scopes.set(vpc.vpcId, judgeScope(vpc, bench));
  const judged = new Map<string, { readonly verdict: Verdict; readonly scope?: InScope }>();
  const pending: InScope[] = [];
  for (const [vpcId, scope] of scopes)
    if (isVerdict(scope)) judged.set(vpcId, { verdict: scope });
    else pending.push(scope);
  for (const { scope, ...captures } of await readCaptures(pending, bench, 'listed'))
    judged.set(scope.vpcId, { verdict: judgeCoverage(scope, captures, bench.parameters), scope });
  return judged;
}

/** VPCs that are asked about again at a time. */
const CONFIRMED_AT_ONCE = 100;

/**
 * A verdict that rests on something missing from a list, and is news, is given only when EC2, asked for this very VPC,
 * says the same: a list that changes between two of its pages, or loses one, would otherwise take a flow log for
 * missing. In a steady state nothing is asked twice.
 */
async function confirm(judged: Judged, known: RememberedVerdicts, bench: Bench): Promise<readonly Verdict[]> {
  const verdicts = new Map([...judged].map(([vpcId, { verdict }]) => [vpcId, verdict]));
  const doubtful = [...judged.values()].flatMap(({ verdict, scope }) =>
    scope && restsOnAbsence(verdict) && isNews(verdict, known.get(verdict.vpcId)) ? [scope] : [],
  );
  for (const batch of inBatches(doubtful, CONFIRMED_AT_ONCE))
    for (const { scope, ...captures } of await readCaptures(batch, bench, 'asked by id'))
      verdicts.set(scope.vpcId, judgeCoverage(scope, captures, bench.parameters));
  return [...verdicts.values()];
}

/** Coverage by subnets too: a subnet without a flow log could be missing. */
const restsOnAbsence = ({ reason }: Verdict): boolean => reason !== 'covered';

const isNews = (verdict: Verdict, known: RememberedVerdict | undefined): boolean =>
  known?.complianceType !== complianceTypeOf(verdict);

async function clearGone(
  judged: Judged,
  known: RememberedVerdicts,
  { inventory }: Bench,
  scheduledAt: Date,
): Promise<readonly Verdict[]> {
  const gone = [...known]
    .filter(
      ([vpcId, { orderingTimestamp }]) => !judged.has(vpcId) && isBefore(orderingTimestamp, scheduledAt),
    )
    .map(([vpcId]) => vpcId);
  for await (const { vpcId } of inventory.vpcsOf(gone))
    throw ReadError.broken('ec2:DescribeVpcs', `a list without ${vpcId}`, 'every VPC that there is');
  return gone.map(goneVerdict);
}

/** One that was created and reported while the sweep read is not gone; without a time nothing is proved. */
const isBefore = (time: Date | undefined, scheduledAt: Date): boolean =>
  time !== undefined && time < scheduledAt;
