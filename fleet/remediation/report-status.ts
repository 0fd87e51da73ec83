import { gravest, type Outcome } from '../outcome';
import type { RegionReport } from '../region-report';
import { plainText } from '../terminal/plain-text';
import { printTable, type TableRow } from '../terminal/table';
import type { Color, Terminal } from '../terminal/terminal';
import type { RegionStatus, RequirementStatus, VpcStatus } from './status';
import {
  needsSomebody,
  REMEDIATION_STANDINGS,
  type RemediationStanding,
  STANDING_MEANINGS,
} from './vpc-remediation';

const COLORS: Readonly<Record<RemediationStanding, Color | undefined>> = {
  stuck: 'red',
  'leftover exception': 'yellow',
  'to be started': 'yellow',
  failing: 'yellow',
  'in flight': undefined,
  'held back': undefined,
  waiting: undefined,
  settled: 'dim',
};

/** @param all lists VPCs with which there is nothing to do as well */
export function reportStatus(status: RegionStatus, all: boolean, terminal: Terminal): RegionReport {
  const { requirements, doubts, known } = status;
  return {
    outcome: outcomeOf(status),
    lines: [
      ...(requirements.length === 0 && doubts.length === 0 ? ['no rule of ours that was asked for'] : []),
      ...requirements.flatMap((each) => reportRequirement(each, all, terminal)),
      ...doubts.map(({ ruleName, problem }) =>
        terminal.paint('red', plainText(`rule ${ruleName} looks like ours: ${problem}`)),
      ),
      ...legend(requirements, all),
    ],
    json: { requirements: requirements.map(requirementJson), doubts },
    ...(known && { known }),
  };
}

function reportRequirement(status: RequirementStatus, all: boolean, terminal: Terminal): readonly string[] {
  const { requirement, problems, vpcs } = status;
  const rows = shownVpcs(vpcs, all).map(rowOf);
  return [
    plainText(`${requirement.name} (rule ${requirement.ruleName}): ${modeOf(status)}; ${countsOf(vpcs)}`),
    ...problems.map((problem) => terminal.paint('red', `  ${plainText(problem)}`)),
    ...(rows.length > 0 ? printTable(HEADER, rows, terminal) : []),
  ];
}

const shownVpcs = (vpcs: readonly VpcStatus[], all: boolean): readonly VpcStatus[] =>
  REMEDIATION_STANDINGS.filter((standing) => all || standing !== 'settled').flatMap((standing) =>
    vpcs.filter((vpc) => vpc.standing === standing),
  );

const HEADER = ['VPC', 'VERDICT', 'EXECUTION', 'UPDATED', 'FAILED ATTEMPTS', 'STANDING'];

const rowOf = (vpc: VpcStatus): TableRow => ({
  cells: [
    vpc.vpcId,
    vpc.verdict?.type ?? 'none',
    vpc.execution?.state ?? 'none',
    vpc.execution?.updatedAt?.toISOString().slice(0, 19) ?? '-',
    vpc.attempts === undefined ? '-' : String(vpc.attempts),
    vpc.standing,
  ],
  color: COLORS[vpc.standing],
  below: [
    vpc.verdict?.annotation ?? '',
    vpc.failure === undefined ? '' : `failed: ${vpc.failure}`,
    vpc.exception
      ? `exception: ${vpc.exception.message || 'no message'}; ${endOf(vpc.exception.endsAt)}`
      : '',
  ],
});

const endOf = (endsAt: Date | undefined): string => (endsAt ? `ends ${endsAt.toISOString()}` : 'has no end');

function modeOf({ requirement: { remediation } }: RequirementStatus): string {
  if (remediation.mode === 'observe') return 'observes only, there is no remediation';
  const { mode, maximumAutomaticAttempts, retryAttemptSeconds } = remediation;
  if (mode === 'manual' || maximumAutomaticAttempts === undefined) return mode;
  return `automatic, ${maximumAutomaticAttempts} attempts within ${retryAttemptSeconds ?? 'unknown'} s`;
}

function countsOf(vpcs: readonly VpcStatus[]): string {
  const counts = REMEDIATION_STANDINGS.map((standing) => ({
    standing,
    count: vpcs.filter((vpc) => vpc.standing === standing).length,
  })).filter(({ count }) => count > 0);
  return counts.map(({ standing, count }) => `${count} ${standing}`).join(', ') || 'no VPC';
}

function legend(requirements: readonly RequirementStatus[], all: boolean): readonly string[] {
  const shown = new Set(
    requirements.flatMap(({ vpcs }) => shownVpcs(vpcs, all).map(({ standing }) => standing)),
  );
  return [...shown].map((standing) => `  ${standing}: ${STANDING_MEANINGS[standing]}`);
}

const requirementJson = ({ requirement, problems, vpcs }: RequirementStatus) => ({
  requirement: requirement.name,
  ruleName: requirement.ruleName,
  remediation: requirement.remediation,
  problems,
  vpcs,
});

const outcomeOf = ({ requirements, doubts }: RegionStatus): Outcome =>
  gravest([
    ...doubts.map((): Outcome => 'error'),
    ...requirements.map(({ problems, vpcs }): Outcome => {
      const isLeft = problems.length > 0 || vpcs.some(({ standing }) => needsSomebody(standing));
      return isLeft ? 'to-do' : 'fine';
    }),
  ]);
