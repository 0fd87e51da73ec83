import { DeleteFlowLogsCommand, type UnsuccessfulItem } from '@aws-sdk/client-ec2';
import { inBatches } from '../../inventory/batches';
import { complianceTypeOf } from '../../policy';
import type { Station } from '../aws/connect';
import { explainError } from '../aws/explain-error';
import { discover } from '../deployed/discover';
import { type Assessment, assess } from './assess';
import type { Chosen } from './chosen';
import { type Estate, readEstate } from './estate';
import { verdictWith } from './judgements';

export interface Applied {
  readonly deleted: readonly string[];
  /** Not needed any more when they were listed, and needed when they were looked at again. */
  readonly spared: readonly Assessment[];
  readonly failed: readonly Failure[];
  readonly judgements: readonly Judgement[];
  /** What ended it early, when something did. */
  readonly interrupted: string | undefined;
}

export interface Failure {
  readonly flowLogId: string;
  readonly problem: string;
}

/** One requirement's verdict on one VPC, before and after. */
export interface Judgement {
  readonly vpcId: string;
  readonly requirement: string;
  readonly before: string;
  readonly after: string;
  readonly annotation: string;
}

/** Flow logs of one call: few enough that what was judged right before still holds. */
const BATCH = 50;

export interface ApplyOptions {
  readonly chosen: Chosen;
  /** Executions that several flow logs of the Region name. */
  readonly copied: ReadonlySet<string>;
  readonly now: Date;
  /** Told after each batch, where there are several. */
  readonly onProgress: (text: string) => void;
}

/** Deletes what is superseded, each batch after it was judged again, and judges what is left. */
export async function apply(
  station: Station,
  superseded: readonly Assessment[],
  options: ApplyOptions,
): Promise<Applied> {
  const run: Run = { ...options, station, deleted: new Set(), spared: [], failed: [], judgements: [] };
  const interrupted = await applyAll(run, superseded);
  const { deleted, spared, failed, judgements } = run;
  return { deleted: [...deleted], spared, failed, judgements, interrupted };
}

interface Run extends ApplyOptions {
  readonly station: Station;
  readonly deleted: Set<string>;
  readonly spared: Assessment[];
  readonly failed: Failure[];
  readonly judgements: Judgement[];
}

/** What was deleted before a failure is reported all the same. */
async function applyAll(run: Run, superseded: readonly Assessment[]): Promise<string | undefined> {
  try {
    for (const batch of inBatches(superseded, BATCH)) {
      await applyBatch(run, batch);
      if (superseded.length > BATCH) run.onProgress(`${run.deleted.size} of ${superseded.length} deleted`);
    }
    return undefined;
  } catch (error) {
    const problem = explainError(error);
    if (problem === undefined) throw error;
    return problem;
  }
}

async function applyBatch(run: Run, batch: readonly Assessment[]): Promise<void> {
  const { station, chosen, copied, now, deleted } = run;
  const listed = new Set(batch.map(({ flowLogId }) => flowLogId));
  const vpcIds = [...new Set(batch.map(({ vpcId }) => vpcId))];
  const deployed = await discover(station.clients);
  const question = { deployed, vpcIds, copied, without: deleted };
  const before = await readEstate(station, question);
  const again = assess(before, chosen, now).filter(({ flowLogId }) => listed.has(flowLogId));
  const ids = again.filter(({ standing }) => standing === 'superseded').map(({ flowLogId }) => flowLogId);
  run.spared.push(...again.filter(({ standing }) => standing !== 'superseded'));
  const problems = await deleteFlowLogs(station, ids);
  for (const id of ids) if (!problems.has(id)) deleted.add(id);
  run.failed.push(...[...problems].map(([flowLogId, problem]) => ({ flowLogId, problem })));
  const after = await readEstate(station, question);
  run.judgements.push(...compare(before, after, now));
}

/**
 * What is gone already is deleted: by a second prune, or by a first try whose answer was lost. Where EC2 refuses a whole
 * call for one that is gone, each is deleted by a call of its own.
 *
 * @returns what was not deleted, and why
 */
async function deleteFlowLogs(
  station: Station,
  flowLogIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (flowLogIds.length === 0) return new Map();
  try {
    const command = new DeleteFlowLogsCommand({ FlowLogIds: [...flowLogIds] });
    const { Unsuccessful = [] } = await station.clients.ec2.send(command);
    return problemsOf(Unsuccessful, flowLogIds);
  } catch (error) {
    if (!(error instanceof Error && error.name === GONE)) throw error;
    const problems = new Map<string, string>();
    if (flowLogIds.length === 1) return problems;
    for (const id of flowLogIds)
      for (const [each, problem] of await deleteFlowLogs(station, [id])) problems.set(each, problem);
    return problems;
  }
}

const GONE = 'InvalidFlowLogId.NotFound';

/** A failure that names none of the flow logs may be of each of them. */
function problemsOf(
  unsuccessful: readonly UnsuccessfulItem[],
  flowLogIds: readonly string[],
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { ResourceId, Error: error } of unsuccessful) {
    if (error?.Code === GONE) continue;
    const isNamed = ResourceId !== undefined && flowLogIds.includes(ResourceId);
    const problem = `${error?.Code ?? 'no code'}: ${error?.Message ?? 'no message'}`;
    for (const id of isNamed ? [ResourceId] : flowLogIds)
      problems.set(id, isNamed ? problem : `EC2 names no flow log for ${problem}`);
  }
  return problems;
}

const compare = (before: Estate, after: Estate, now: Date): readonly Judgement[] =>
  after.vpcs.flatMap((left) =>
    after.deployed.requirements.flatMap((requirement) => {
      const was = before.vpcs.find(({ vpcId }) => vpcId === left.vpcId);
      const circumstances = { place: after.place, now };
      const then = was && verdictWith(was, was.flowLogs, requirement, circumstances);
      const verdict = verdictWith(left, left.flowLogs, requirement, circumstances);
      return {
        vpcId: left.vpcId,
        requirement: requirement.name,
        before: then ? complianceTypeOf(then) : 'not listed',
        after: verdict ? complianceTypeOf(verdict) : 'not listed',
        annotation: verdict?.annotation ?? 'EC2 does not list the VPC any more',
      };
    }),
  );
