import { complianceTypeOf, printParameters, type Verdict } from '../../policy';
import type { Standing, UnknownPlace } from '../evidence/evidence';
import type { AuditRequirement } from '../requirements';
import { plainText } from '../terminal/plain-text';
import { printTable, type TableRow } from '../terminal/table';
import type { Color, Terminal } from '../terminal/terminal';
import { type Audit, countStandings, type ExplainedRegion, hasVpcs } from './audit';
import { explanationLines } from './explanation-lines';
import { type RequirementVerdict, STANDINGS, type VpcAudit } from './region-audit';
import { counted, emptyRegionsText, placeText, standingsText, summaryLine } from './summary-text';
import { nameOf } from './vpc-name';

const COLORS: Readonly<Record<Standing, Color>> = {
  covered: 'green',
  gap: 'red',
  'not-applicable': 'dim',
  unknown: 'yellow',
};

/** @param all lists what is no gap as well */
export function auditTable(audit: Audit, all: boolean, terminal: Terminal): readonly string[] {
  const empty = emptyRegionsText(audit);
  return [
    ...audit.requirements.map((requirement) => plainText(requirementText(requirement))),
    ...(audit.ec2Only ? ['judged by EC2 alone: AWS Config was not asked whether it records'] : []),
    '',
    ...audit.regions.filter(hasVpcs).flatMap((region) => regionLines(region, all, terminal)),
    ...audit.unread.flatMap((place) => unreadLines(place, terminal)),
    ...(empty === undefined ? [] : [empty]),
    terminal.paint('bold', summaryLine(audit)),
  ];
}

function requirementText({ name, source, file, parameters }: AuditRequirement): string {
  const written = Object.entries(printParameters(parameters)).map(([key, value]) => `${key} ${value}`);
  return `requirement ${name} (${file ?? source}): ${written.join('; ') || 'every parameter at its default'}`;
}

function regionLines(region: ExplainedRegion, all: boolean, terminal: Terminal): readonly string[] {
  const { place, recorder, vpcs } = region;
  const title = terminal.paint('bold', plainText(`${placeText(place)}: ${counted(vpcs.length, 'VPC')}`));
  const counts =
    recorder.state === 'read' ? standingsText(countStandings(vpcs)) : unknownText(recorder.cause, terminal);
  return [title, counts, ...findingLines(findingsOf(region, all), region, terminal), ''];
}

const unreadLines = (place: UnknownPlace, terminal: Terminal): readonly string[] => [
  terminal.paint('bold', plainText(placeText(place))),
  unknownText(place.cause, terminal),
  '',
];

const unknownText = (cause: string, terminal: Terminal): string =>
  terminal.paint(COLORS.unknown, plainText(`unknown: ${cause}`));

/** A verdict that is listed, with what it makes of the VPC. */
interface Finding extends RequirementVerdict {
  readonly audit: VpcAudit;
  readonly standing: Standing;
}

function findingsOf({ vpcs, recorder }: ExplainedRegion, all: boolean): readonly Finding[] {
  const findings = vpcs.flatMap((audit) =>
    audit.verdicts.map((each): Finding => {
      const standing = recorder.state === 'read' ? STANDINGS[complianceTypeOf(each.verdict)] : 'unknown';
      return { ...each, audit, standing };
    }),
  );
  return all ? findings : findings.filter(({ standing }) => standing === 'gap');
}

const HEADER = ['VPC', 'NAME', 'REQUIREMENT', 'STANDING', 'REASON'];

/** One table, but where each gap is explained at length. */
function findingLines(
  findings: readonly Finding[],
  { explanationOf }: ExplainedRegion,
  terminal: Terminal,
): readonly string[] {
  if (findings.length === 0) return [];
  const explanations = findings.map(({ audit, requirement }) => explanationOf(audit.vpc.vpcId, requirement));
  if (explanations.every((each) => each === undefined))
    return printTable(HEADER, findings.map(rowOf), terminal);
  return findings.flatMap((finding, index) => {
    const explanation = explanations[index];
    return [
      ...printTable(HEADER, [rowOf(finding)], terminal),
      ...(explanation ? explanationLines(explanation, finding.audit.vpc.ownerId, terminal) : []),
      '',
    ];
  });
}

function rowOf({ audit, requirement, verdict, standing }: Finding): TableRow {
  const isKnown = standing !== 'unknown';
  return {
    cells: [audit.vpc.vpcId, nameOf(audit.vpc) ?? '', requirement, standing, isKnown ? verdict.reason : ''],
    color: COLORS[standing],
    below: isKnown && saysMore(verdict) ? [verdict.annotation] : [],
  };
}

/** `no flow log` stands in the row already. */
const saysMore = ({ reason, annotation }: Verdict): boolean => annotation.replaceAll(' ', '-') !== reason;
