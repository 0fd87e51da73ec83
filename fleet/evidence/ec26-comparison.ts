import { type FlowLog, REASONS, type Reason } from '../../policy';
import type { Ec26Finding } from './ec26-findings';
import type { Ec26Comparison, EvidenceVerdict, Exemption, SourceState, Standing } from './evidence';
import type { FlowLogChange } from './flow-log-change';

/** What of a VPC is compared with its finding. */
export interface Compared {
  readonly vpcId: string;
  readonly standing: Standing;
  readonly verdicts: readonly EvidenceVerdict[];
  readonly exemption: Exemption | undefined;
  /** Those that capture the VPC itself count for EC2.6. */
  readonly flowLogs: readonly { readonly fact: FlowLog; readonly createdAt: Date | undefined }[];
  /** Of flow logs of the VPC and its subnets, as far as CloudTrail tells. */
  readonly changes: readonly FlowLogChange[];
  /** What the requirements that are not met say of these flow logs alone. */
  readonly shortOf: (flowLogs: readonly FlowLog[]) => readonly EvidenceVerdict[];
  /** Since when it is known to be there at the latest; undefined where nothing tells. */
  readonly knownSince: string | undefined;
}

export interface Hub {
  readonly state: SourceState;
  /** When EC2.6 was last run on any VPC of the Region; undefined where it found none. */
  readonly lastCheck: string | undefined;
}

/** Why EC2.6 passes what a requirement does not: by what is wrong with the flow logs that EC2.6 is content with. */
export const PASSED_BUT_GAP: Readonly<Partial<Record<Reason, string>>> = {
  'traffic-type': 'EC2.6 is content with a flow log that captures REJECT alone',
  'delivery-failed': 'EC2.6 looks at presence: it does not see that the records do not arrive',
  'destination-type': 'EC2.6 does not ask what kind of destination a flow log delivers to',
  destination: 'EC2.6 does not ask where a flow log delivers to',
  'aggregation-interval': 'EC2.6 does not ask for how long a flow log aggregates',
  'log-format': 'EC2.6 does not ask which fields a flow log writes',
  'file-format': 'EC2.6 does not ask for the file format',
};

/** Why EC2.6 fails what no requirement asks of. */
export const FAILED_BUT_NOT_APPLICABLE: Readonly<Partial<Record<Reason, string>>> = {
  'default-vpc': 'EC2.6 checks default VPCs too, which the requirement excludes (includeDefaultVpcs)',
  'out-of-scope': 'EC2.6 knows no scope: the requirement asks for tags that this VPC does not have',
  'exempt-id': 'EC2.6 knows no exemptions: this VPC is exempt by its id',
  'exempt-tag': 'EC2.6 knows no exemptions: this VPC is exempt by its tag',
  shared: 'another account owns the VPC, and it alone sees and creates its flow logs',
};

/** Why EC2.6 fails what every requirement is met by, where it would at any time. */
export const FAILED_BUT_COVERED = {
  'subnets-covered':
    'EC2.6 looks at flow logs of the VPC itself: here those of each of its subnets meet the requirement',
  covered: 'EC2.6 asks for REJECT: the requirement is met by a flow log that captures ACCEPT alone',
} as const satisfies Readonly<Partial<Record<Reason, string>>>;

/** https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-schedule.html */
const SCHEDULE = 'EC2.6 is checked every 12 or 24 hours';

/** The finding beside our verdict. What is missing, or says nothing, is neither an agreement nor a disagreement. */
export function compareEc26(compared: Compared, finding: Ec26Finding | undefined, hub: Hub): Ec26Comparison {
  if (hub.state.state !== 'read')
    return { agreement: 'unknown', explanation: `no finding was read: ${hub.state.cause}` };
  if (!finding) return { agreement: 'no-finding', explanation: noFinding(compared, hub.lastCheck) };
  return {
    finding: finding.status,
    findingId: finding.findingId,
    workflow: finding.workflow,
    updatedAt: finding.updatedAt,
    checkedAt: finding.checkedAt,
    ...withOthers(judged(compared, finding), finding),
  };
}

/** Standards may have findings of their own on one VPC: what they say otherwise must not be hidden by the latest. */
function withOthers(told: Judged, { status, workflow, others }: Ec26Finding): Judged {
  const unlike = others.filter(
    (other) => other.status !== status || (other.workflow === 'SUPPRESSED') !== (workflow === 'SUPPRESSED'),
  );
  if (unlike.length === 0) return told;
  const said = unlike.map((other) => `${other.status}, workflow ${other.workflow ?? 'not given'}`);
  const more = `other findings of EC2.6 on the VPC say ${[...new Set(said)].sort().join('; ')}: this is the latest`;
  return { ...told, explanation: told.explanation === undefined ? more : `${told.explanation}; ${more}` };
}

type Judged = Pick<Ec26Comparison, 'agreement' | 'explanation'>;

function judged(compared: Compared, finding: Ec26Finding): Judged {
  const { standing } = compared;
  if (standing === 'unknown')
    return { agreement: 'unknown', explanation: 'there is no verdict of ours to compare it with' };
  switch (finding.status) {
    case 'PASSED':
      return passed(compared, standing, finding);
    case 'FAILED':
      return failed(compared, standing, finding);
    default:
      return {
        agreement: 'unknown',
        explanation: `the finding says ${finding.status}: Security Hub could not check the VPC, or did not`,
      };
  }
}

type Concluded = Exclude<Standing, 'unknown'>;

function passed(compared: Compared, standing: Concluded, finding: Ec26Finding): Judged {
  switch (standing) {
    case 'covered':
      return { agreement: 'agrees' };
    case 'not-applicable':
      return { agreement: 'agrees', explanation: 'EC2.6 passes, and no requirement of ours asks for more' };
    case 'gap':
      return { agreement: 'disagrees', explanation: passedButGap(compared, finding) };
  }
}

function failed(compared: Compared, standing: Concluded, finding: Ec26Finding): Judged {
  const isSuppressed = finding.workflow === 'SUPPRESSED';
  switch (standing) {
    case 'gap':
      return isSuppressed
        ? { agreement: 'disagrees', explanation: `${SUPPRESSED}; the requirement is not met all the same` }
        : { agreement: 'agrees' };
    case 'covered':
      return {
        agreement: 'disagrees',
        explanation: `${failedButCovered(compared, finding)}${suppressedToo(isSuppressed)}`,
      };
    case 'not-applicable':
      return isSuppressed
        ? { agreement: 'agrees', explanation: `${SUPPRESSED}, and no requirement asks anything of the VPC` }
        : { agreement: 'disagrees', explanation: failedButNotApplicable(compared) };
  }
}

const SUPPRESSED = 'somebody suppressed the finding in Security Hub, where it no longer counts';
const suppressedToo = (isSuppressed: boolean): string => (isSuppressed ? `; ${SUPPRESSED}` : '');

/** By what its page says that it asks for: a flow log of the VPC itself that captures REJECT or ALL. */
const satisfiesEc26 = (vpcId: string, { resourceId, trafficType, flowLogStatus }: FlowLog): boolean =>
  resourceId === vpcId && flowLogStatus === 'ACTIVE' && (trafficType === 'REJECT' || trafficType === 'ALL');

function passedButGap(compared: Compared, finding: Ec26Finding): string {
  const { vpcId, flowLogs, shortOf } = compared;
  const enough = flowLogs.map(({ fact }) => fact).filter((fact) => satisfiesEc26(vpcId, fact));
  return enough.length === 0
    ? passedWithoutAny(compared, finding)
    : explained(shortOf(enough), 'NON_COMPLIANT', PASSED_BUT_GAP);
}

/** EC2 lists no flow log now by which EC2.6 would pass. */
function passedWithoutAny({ vpcId, flowLogs, changes }: Compared, { checkedAt }: Ec26Finding): string {
  const at = checkedAt ?? 'an unknown time';
  const deletion = changes.findLast(
    (change) => change.kind === 'deleted' && change.resourceId === vpcId && change.at >= (checkedAt ?? ''),
  );
  if (deletion)
    return `the finding is of ${at}: ${deletion.flowLogId} was deleted at ${deletion.at}${deletion.actor === undefined ? '' : ` by ${deletion.actor}`}. ${SCHEDULE}`;
  const since = `one may have been deleted since ${at}, of which the finding is`;
  return flowLogs.some(({ fact }) => fact.resourceId === vpcId)
    ? `not explained by what could be read: EC2 lists no active flow log of the VPC now that captures REJECT or ALL; ${since}`
    : `EC2 lists no flow log of the VPC itself now: ${since}. ${SCHEDULE}`;
}

function failedButCovered(compared: Compared, { checkedAt }: Ec26Finding): string {
  const { vpcId, flowLogs, verdicts } = compared;
  const own = flowLogs.filter(({ fact }) => fact.resourceId === vpcId);
  const enough = own.filter(({ fact }) => satisfiesEc26(vpcId, fact));
  if (enough.length === 0) {
    const bySubnets = verdicts.some(({ reason }) => reason === 'subnets-covered');
    return FAILED_BUT_COVERED[bySubnets ? 'subnets-covered' : 'covered'];
  }
  if (checkedAt === undefined) return `${NOT_EXPLAINED}: the finding does not say when EC2.6 was checked`;
  const since = enough.map(({ fact, createdAt }) => ({ id: fact.flowLogId, at: createdAt?.toISOString() }));
  const earlier = since.find(({ at }) => at !== undefined && at <= checkedAt);
  if (earlier)
    return `${NOT_EXPLAINED}: EC2.6 was checked at ${checkedAt}, after ${earlier.id} was created at ${earlier.at}`;
  const undated = since.find(({ at }) => at === undefined);
  if (undated) return `${NOT_EXPLAINED}: EC2 does not say when ${undated.id} was created`;
  return `the finding is of ${checkedAt}, before ${since.map(({ id, at }) => `${id} was created at ${at}`).join(' and ')}. ${SCHEDULE}`;
}

const NOT_EXPLAINED = 'not explained by what could be read';

function failedButNotApplicable({ verdicts, exemption }: Compared): string {
  const end = exemption?.until === undefined ? '' : `, until ${exemption.until}`;
  return `${explained(verdicts, 'NOT_APPLICABLE', FAILED_BUT_NOT_APPLICABLE)}${end}`;
}

/** Each cause once, with the verdicts that it explains. */
function explained(
  verdicts: readonly EvidenceVerdict[],
  compliance: (typeof REASONS)[Reason],
  causes: Readonly<Partial<Record<Reason, string>>>,
): string {
  const told = verdicts.filter(({ reason }) => REASONS[reason] === compliance);
  const reasons = [...new Set(told.map(({ reason }) => reason))];
  return reasons
    .map((reason) => {
      const annotations = told
        .filter((verdict) => verdict.reason === reason)
        .map(({ requirement, annotation }) => `${requirement}: ${annotation}`);
      return `${causes[reason] ?? 'EC2.6 does not look at it'} (${annotations.join('; ')})`;
    })
    .join('; ');
}

/** Longer than the longest time between two checks. */
const A_CHECK = 24 * 3_600_000;

function noFinding({ verdicts, knownSince }: Compared, lastCheck: string | undefined): string {
  if (verdicts.some(({ reason }) => reason === 'shared'))
    return 'another account owns the VPC: EC2.6 checks it there';
  if (lastCheck === undefined)
    return 'Security Hub is on and has no finding of EC2.6 on a VPC here: the control, or every standard that has it, may be off, or was not checked yet';
  const isOld =
    knownSince !== undefined && new Date(lastCheck).getTime() - new Date(knownSince).getTime() > A_CHECK;
  return isOld
    ? `EC2.6 has findings on other VPCs here, and none on this one, which is there since ${knownSince} or longer: it may have been archived`
    : `the VPC may be newer than the last check, of ${lastCheck}. ${SCHEDULE}`;
}
