import { inBatches } from '../inventory/batches';
import { complianceTypeOf, type InScope, isVerdict, judgeScope, type Verdict, type Vpc } from '../policy';
import { judgeCoverages, type Reading } from './captures';
import { inParallel } from './in-parallel';
import type { JudgeContext } from './judge-context';
import { goneVerdict } from './live-judgement';
import type { RememberedResults, RememberedVerdict, RememberedVerdicts } from './remembered-results';

export interface Swept {
  readonly verdicts: readonly Verdict[];
  /** Whether EC2 showed the flow log that the event told of. */
  readonly sawTold: boolean;
}

export interface Cleared {
  readonly verdicts: readonly Verdict[];
  /** What Config showed before. */
  readonly remembered: RememberedVerdicts;
}

/** Judges every VPC of the Region by lists, however many there are. */
export async function sweep(context: JudgeContext): Promise<Swept> {
  const judged = await judgeVpcs(context.inventory.vpcs(), context, 'listed');
  return { verdicts: await confirm(judged, new Map(), context), sawTold: judged.sawTold };
}

/**
 * The scheduled sweep, which also clears the verdicts on VPCs that are gone: Config shows them until told otherwise.
 * On a change this would take every VPC but one for gone, if it knew only that one:
 * https://github.com/awslabs/aws-config-rdk/pull/496
 *
 * @param scheduledAt orders its evaluations; a verdict that Config remembers from later is not the sweep's to clear
 */
export async function sweepAndClear(
  context: JudgeContext,
  remembered: RememberedResults,
  configRuleName: string,
  scheduledAt: Date,
): Promise<Cleared> {
  const [known, judged] = await Promise.all([
    remembered.verdicts(configRuleName),
    judgeVpcs(context.inventory.vpcs(), context, 'listed'),
  ]);
  const verdicts = await confirm(judged, known, context);
  const missing = await judgeMissing(judged, known, context, scheduledAt);
  return { verdicts: [...verdicts, ...missing], remembered: known };
}

interface Judged {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Those that their flow logs decide about. */
  readonly inScope: readonly InScope[];
  readonly sawTold: boolean;
}

async function judgeVpcs(vpcs: AsyncIterable<Vpc>, context: JudgeContext, reading: Reading): Promise<Judged> {
  // VPCs first: a flow log that is created between the reads is then seen, and a VPC that is created between them is of
  // no consequence. The other way round, a new VPC would be judged without its flow log.
  const scopes = new Map<string, Verdict | InScope>();
  for await (const vpc of vpcs) scopes.set(vpc.vpcId, judgeScope(vpc, context));
  const inScope = [...scopes.values()].filter((scope): scope is InScope => !isVerdict(scope));
  const { verdicts, sawTold } = await judgeCoverages(inScope, context, reading);
  const byFlowLogs = new Map(verdicts.map((verdict) => [verdict.vpcId, verdict]));
  const outOfScope = [...scopes.values()].filter(isVerdict);
  return {
    verdicts: new Map([...byFlowLogs, ...outOfScope.map((verdict) => [verdict.vpcId, verdict] as const)]),
    inScope,
    sawTold,
  };
}

const CONFIRMED_AT_ONCE = 100;
const CONCURRENT_QUESTIONS = 4;

/**
 * A doubtful verdict is given only when EC2 says the same, asked for what belongs to these VPCs: a list that changes
 * between two of its pages, or loses one, would otherwise take a flow log for missing. These answers can have pages too:
 * where they contradict the list, the VPC is asked about alone, which is one page.
 */
async function confirm(
  { verdicts, inScope }: Judged,
  known: RememberedVerdicts,
  context: JudgeContext,
): Promise<readonly Verdict[]> {
  const confirmed = new Map(verdicts);
  const contradicted = new Set<string>();
  const ask = (scopes: readonly InScope[], atOnce: number): Promise<void> =>
    inParallel(inBatches(scopes, atOnce), CONCURRENT_QUESTIONS, async (batch) => {
      const again = await judgeCoverages(batch, context, 'asked by id');
      for (const verdict of again.verdicts) {
        confirmed.set(verdict.vpcId, verdict);
        if (batch.length > 1 && contradicts(verdict, verdicts.get(verdict.vpcId)))
          contradicted.add(verdict.vpcId);
      }
    });
  const doubtful = inScope.filter(({ vpcId }) => isDoubtful(verdicts.get(vpcId), known.get(vpcId)));
  await ask(doubtful, CONFIRMED_AT_ONCE);
  await ask(
    doubtful.filter(({ vpcId }) => contradicted.has(vpcId)),
    1,
  );
  return [...confirmed.values()];
}

/** Coverage by the VPC's own flow logs rests on nothing missing: it needs no confirmation, and contradicts nothing. */
const restsOnAbsence = ({ reason }: Verdict): boolean => reason !== 'covered';

const contradicts = (again: Verdict, listed: Verdict | undefined): boolean =>
  restsOnAbsence(again) && listed !== undefined && complianceTypeOf(again) !== complianceTypeOf(listed);

/**
 * News that rests on absence. Coverage by subnets is doubted even where Config shows it: a subnet that came since, and
 * is missing from the list, would leave a VPC COMPLIANT that is not.
 */
const isDoubtful = (verdict: Verdict | undefined, known: RememberedVerdict | undefined): boolean =>
  verdict !== undefined &&
  restsOnAbsence(verdict) &&
  (verdict.reason === 'subnets-covered' || known?.complianceType !== complianceTypeOf(verdict));

/** VPCs that Config shows a verdict of and the list does not hold: gone, unless EC2 gives them when asked by id. */
async function judgeMissing(
  { verdicts }: Judged,
  known: RememberedVerdicts,
  context: JudgeContext,
  scheduledAt: Date,
): Promise<readonly Verdict[]> {
  const missing = [...known]
    .filter(
      ([vpcId, { orderingTimestamp }]) => !verdicts.has(vpcId) && isBefore(orderingTimestamp, scheduledAt),
    )
    .map(([vpcId]) => vpcId);
  const found = await judgeVpcs(context.inventory.vpcsOf(missing), context, 'asked by id');
  return missing.map((vpcId) => found.verdicts.get(vpcId) ?? goneVerdict(vpcId));
}

/** One that was created and reported while the sweep read is not gone; without a time nothing is proved. */
const isBefore = (time: Date | undefined, scheduledAt: Date): boolean =>
  time !== undefined && time < scheduledAt;
