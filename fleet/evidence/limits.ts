import type { EvidenceRegion, EvidenceRequirement, EvidenceRule, SourceState } from './evidence';

/** Of every evidence. */
const ALWAYS = [
  'It shows one moment: flow logs are not retroactive, and what is covered now says nothing about earlier traffic.',
  "Verdicts are judged live from what EC2 lists; that records arrive is EC2's own report, not a look at the destination.",
  'Flow logs leave out some traffic: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html',
  'Config shows the latest evaluation and the latest remediation of each rule and VPC, and no earlier ones.',
  'Security Hub is read where it runs beside the VPCs, for active findings: what was archived is not shown.',
  'EC2.6 asks for a flow log that captures REJECT or ALL; how its rule decides in detail, AWS does not publish.',
  'CloudTrail tells the last 90 days, and a call only minutes after it was made; flow logs that were created before them have no creator here, and deletions of them may not be traced to a VPC.',
  'Mappings to controls say where a framework speaks of flow logs; whether a control is met, the auditor decides.',
] as const;

/** What this evidence cannot say, in sentences. */
export function limitsOf(
  regions: readonly EvidenceRegion[],
  requirements: readonly EvidenceRequirement[],
): readonly string[] {
  const places = (name: keyof EvidenceRegion['sources'], state: SourceState['state']): number =>
    regions.filter(({ sources }) => sources[name].state === state).length;
  const cut = regions.filter(({ sources: { cloudTrail } }) => cloudTrail.state === 'read' && cloudTrail.note);
  return [
    ...ALWAYS,
    ...told(
      places('recorder', 'off') + places('recorder', 'unknown'),
      'AWS Config is not known to watch VPCs: every standing there is unknown',
    ),
    ...told(places('config', 'unknown'), 'our rules or their evaluations could not be read'),
    ...told(
      regions.filter(isWithoutRule).length,
      'no rule of ours is deployed beside the VPCs: verdicts are live, and nobody keeps them',
    ),
    ...told(
      regions.filter(({ sources: { config } }) => config.state === 'read' && config.note).length,
      'a rule looks like ours and could not be understood: what it asks for, and its evaluations, are not shown',
    ),
    ...told(
      regions.filter(({ rules }) => rules.some((rule) => asksForOther(rule, requirements))).length,
      'a deployed rule asks for other things than the requirement of its name: its evaluations may differ from the verdicts',
    ),
    ...told(
      regions.filter(({ rules }) => rules.some((rule) => judgedBy(rule, requirements) === undefined)).length,
      'a rule is deployed whose requirement is not among those of this evidence: no verdict is by what it asks for',
    ),
    ...told(
      regions.filter((region) => requirements.some(({ name }) => isKeptByNobody(name, region))).length,
      'a requirement of this evidence has no rule of its name, though others have: its verdicts are live, and nobody keeps them',
    ),
    ...told(
      regions.filter(({ accountId, vpcs }) => vpcs.some(({ ownerId }) => ownerId !== accountId)).length,
      'VPCs of another account are listed, which shares them: they count there and here, and only their owner can prove them covered',
    ),
    ...told(places('securityHub', 'off'), 'Security Hub is not enabled'),
    ...told(places('securityHub', 'unknown'), 'Security Hub could not be read'),
    ...told(places('cloudTrail', 'off'), 'CloudTrail was not asked'),
    ...told(places('cloudTrail', 'unknown'), 'CloudTrail could not be read'),
    ...told(cut.length, 'CloudTrail has more events than were read'),
  ];
}

const isWithoutRule = ({ vpcs, rules, sources: { config } }: EvidenceRegion): boolean =>
  vpcs.length > 0 && rules.length === 0 && config.state === 'read' && config.note === undefined;

const judgedBy = (
  { requirement }: EvidenceRule,
  requirements: readonly EvidenceRequirement[],
): EvidenceRequirement | undefined => requirements.find(({ name }) => name === requirement);

function asksForOther(rule: EvidenceRule, requirements: readonly EvidenceRequirement[]): boolean {
  const asked = judgedBy(rule, requirements);
  return asked !== undefined && judgingText(asked.parameters) !== judgingText(rule.parameters);
}

/** Rules that could not be understood may be its own. */
const isKeptByNobody = (name: string, { vpcs, rules, sources: { config } }: EvidenceRegion): boolean =>
  vpcs.length > 0 &&
  rules.length > 0 &&
  rules.every(({ requirement }) => requirement !== name) &&
  !(config.state === 'read' && config.note);

/** A cap on what a sweep remediates judges no VPC. */
const judgingText = ({ maxRemediationsPerSweep: _, ...parameters }: EvidenceRule['parameters']): string =>
  JSON.stringify(Object.entries(parameters).sort());

const told = (places: number, what: string): readonly string[] =>
  places === 0 ? [] : [`In ${places} ${places === 1 ? 'Region' : 'Regions'}, counted by account, ${what}.`];
