import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { Circumstances } from '../circumstances';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { type DocumentedFlowLog, isUnreadable, type Unreadable } from '../deployed/documented-flow-log';
import { byAge } from './age';
import type { Chosen } from './chosen';
import { isProven, type VpcEstate } from './estate';
import { changedJudgement, isCovered, verdictWith } from './judgements';
import { baseFolder, isNamedDestination, isOwnDestination, isPresentShape, ownershipOf } from './ownership';

export type Standing =
  /** Newer flow logs do all that it does: `--apply` deletes it. */
  | 'superseded'
  | 'needed'
  /** Ours, of a requirement that is not deployed here or only observes: deleted when that is named. */
  | 'not-deployed'
  /** Ours, to a destination that its requirement does not have: deleted when that is named. */
  | 'elsewhere'
  /** Has our tag, and was not made by our remediation. */
  | 'not-ours'
  /** Not everything that decides could be read. */
  | 'unknown';

export interface Judged {
  readonly standing: Standing;
  readonly reason: string;
}

interface Candidate {
  readonly flowLog: TaggedFlowLog;
  readonly requirement: string;
}

interface Surroundings {
  readonly estate: VpcEstate;
  /** Without those that are to be deleted before it. */
  readonly left: readonly TaggedFlowLog[];
  readonly requirements: readonly DeployedRequirement[];
  readonly chosen: Chosen;
  readonly copied: ReadonlySet<string>;
  readonly circumstances: Circumstances;
}

export function standingOf(candidate: Candidate, surroundings: Surroundings): Judged {
  const { requirements, chosen } = surroundings;
  const deployed = requirements.filter(({ name }) => name === candidate.requirement);
  const documents = deployed.flatMap(({ remediation }) =>
    remediation.mode === 'observe' ? [] : [remediation.document],
  );
  const unreadable = documents.find(isUnreadable);
  if (unreadable) return { standing: 'unknown', reason: `its Automation document: ${unreadable.unreadable}` };
  const readable = documents.filter(isReadable);
  // A requirement that only observes judges, and has no destination to know its flow logs by.
  const judges = readable.length > 0 ? deployed : requirements;
  const need = needFor(candidate, judges, readable, surroundings);
  if (need.standing === 'needed') return need;
  const isNamed = chosen.formerDestinations.some((named) =>
    isNamedDestination(candidate.flowLog, candidate.requirement, named),
  );
  if (readable.length > 0) {
    const isOwn = readable.some((document) => isOwnDestination(candidate.flowLog, document));
    return isOwn || isNamed ? need : elsewhere(candidate, need);
  }
  const isKnown = isNamed || hasOwnFolder(candidate);
  return isKnown && chosen.requirement === candidate.requirement
    ? need
    : notDeployed(candidate, deployed.length > 0, need);
}

const isReadable = (document: DocumentedFlowLog | Unreadable): document is DocumentedFlowLog =>
  !isUnreadable(document);

const hasOwnFolder = ({ flowLog, requirement }: Candidate): boolean =>
  baseFolder(flowLog.fact.destination ?? '', requirement) !== undefined;

const elsewhere = ({ flowLog, requirement }: Candidate, { reason }: Judged): Judged => ({
  standing: 'elsewhere',
  reason: `${requirement} does not deliver to ${flowLog.fact.destination ?? 'there'} now: name it by --former-destination to delete this one; ${reason}`,
});

function notDeployed(candidate: Candidate, observes: boolean, { reason }: Judged): Judged {
  const { requirement } = candidate;
  const why = observes
    ? `${requirement} only observes here`
    : `no requirement ${requirement} is deployed here`;
  const remedy = hasOwnFolder(candidate)
    ? `--requirement ${requirement}`
    : `--requirement ${requirement} --former-destination ${candidate.flowLog.fact.destination ?? 'ARN'}`;
  return { standing: 'not-deployed', reason: `${why}: give ${remedy} to delete this one; ${reason}` };
}

/** Whether newer flow logs do all that it does, for every requirement, or why it is needed. */
function needFor(
  { flowLog, requirement }: Candidate,
  judges: readonly DeployedRequirement[],
  documents: readonly DocumentedFlowLog[],
  { estate, left, requirements, copied, circumstances }: Surroundings,
): Judged {
  if (!flowLog.createdAt) return needed('EC2 does not say when it was created');
  if (judges.length === 0)
    return needed('no requirement is deployed here that could judge the VPC without it');
  const present = documents.filter((document) => isPresentShape(flowLog, document));
  const isTwin = (each: TaggedFlowLog): boolean => {
    const ownership = ownershipOf(each, copied);
    return (
      ownership?.requirement === requirement &&
      ownership.notOurs === undefined &&
      present.some((document) => isPresentShape(each, document))
    );
  };
  const newer = left.filter(
    (each) => each.createdAt && byAge(flowLog, each) < 0 && (present.length === 0 || isTwin(each)),
  );
  if (present.length > 0 && newer.length === 0)
    return needed('it is what remediation creates today, and no newer one of ours is like it');
  const proven = newer.filter((each) => isProven(each, circumstances.now));
  const verdicts = judges.map((each) => verdictWith(estate, proven, each, circumstances));
  const covered = verdicts.find(isCovered);
  if (!covered) return needed(shortfall(verdicts[0]?.annotation, estate, newer, judges, circumstances));
  const rest = left.filter((each) => each !== flowLog);
  const changed = changedJudgement(estate, rest, requirements, circumstances);
  if (changed) return needed(`${changed.requirement} needs it: without it, ${changed.verdict}`);
  return { standing: 'superseded', reason: covered.annotation };
}

const needed = (reason: string): Judged => ({ standing: 'needed', reason });

function shortfall(
  annotation: string | undefined,
  estate: VpcEstate,
  newer: readonly TaggedFlowLog[],
  judges: readonly DeployedRequirement[],
  circumstances: Circumstances,
): string {
  const young = judges.some((each) => isCovered(verdictWith(estate, newer, each, circumstances)));
  if (young)
    return 'EC2 does not report yet that the newer flow logs deliver, or they are younger than half an hour';
  return `by newer flow logs alone the VPC is not covered: ${annotation ?? 'EC2 does not list it'}`;
}
