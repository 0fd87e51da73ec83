import type { EvidenceRegion, EvidenceRequirement, EvidenceRule } from '../../../fleet/evidence/evidence';
import { limitsOf } from '../../../fleet/evidence/limits';
import { sampleEvidence } from './sample-evidence';

const [READ] = sampleEvidence.regions;
if (!READ) throw new Error('the sample has no Region');
const region: EvidenceRegion = { ...READ, sources: { ...READ.sources, cloudTrail: { state: 'read' } } };
const REQUIREMENTS: readonly EvidenceRequirement[] = sampleEvidence.requirements;
const usual = limitsOf([region], REQUIREMENTS);

const added = (given: Partial<EvidenceRegion>, sources: Partial<EvidenceRegion['sources']> = {}): string =>
  limitsOf([{ ...region, ...given, sources: { ...region.sources, ...sources } }], REQUIREMENTS)
    .filter((limit) => !usual.includes(limit))
    .join(' ');

const OTHER_RULE: EvidenceRule = {
  requirement: 'another',
  ruleName: 'rule-another',
  parameters: {},
  remediation: 'observe',
};
const denied = { state: 'unknown', cause: 'denied' } as const;
const off = { state: 'off', cause: 'off' } as const;

test.each([
  ['Config does not record', added({}, { recorder: off }), 'every standing there is unknown'],
  ['Config cannot be read', added({}, { config: denied }), 'could not be read'],
  ['no rule of ours is deployed', added({ rules: [] }), 'no rule of ours is deployed'],
  [
    'a rule asks for other things',
    added({ rules: region.rules.map((rule) => ({ ...rule, parameters: { trafficType: 'REJECT' } })) }),
    'asks for other things',
  ],
  [
    'a rule could not be understood',
    added({}, { config: { state: 'read', note: 'rule x looks like ours' } }),
    'could not be understood',
  ],
  ['a rule is of another requirement', added({ rules: [OTHER_RULE] }), 'not among those of this evidence'],
  ['a requirement has no rule, and another has', added({ rules: [OTHER_RULE] }), 'has no rule of its name'],
  [
    'a VPC is shared',
    added({ vpcs: region.vpcs.map((vpc) => ({ ...vpc, ownerId: '999900001111' })) }),
    'they count there and here',
  ],
  ['Security Hub is off', added({}, { securityHub: off }), 'Security Hub is not enabled'],
  ['Security Hub cannot be read', added({}, { securityHub: denied }), 'Security Hub could not be read'],
  ['CloudTrail was not asked', added({}, { cloudTrail: off }), 'CloudTrail was not asked'],
  ['CloudTrail cannot be read', added({}, { cloudTrail: denied }), 'CloudTrail could not be read'],
  [
    'CloudTrail was cut',
    added({}, { cloudTrail: { state: 'read', note: 'cut' } }),
    'more events than were read',
  ],
])('where %s, the limits say so', (_, limits, told) => {
  expect(limits).toContain(told);
  expect(limits).toMatch(/^In 1 Region, /);
});

test('a cap on remediations, and the order of parameters, are no other things', () => {
  const rules = region.rules.map((rule) => ({
    ...rule,
    parameters: Object.fromEntries([
      ...Object.entries(rule.parameters).reverse(),
      ['maxRemediationsPerSweep', '5'],
    ]),
  }));
  expect(added({ rules })).toBe('');
});

test('where everything was read, only what no evidence can say is left', () => {
  expect(usual.some((limit) => limit.startsWith('In '))).toBe(false);
  expect(usual.length).toBeGreaterThan(5);
});

test('a rule that could not be understood may be the one that seems to be missing', () => {
  const config = { state: 'read', note: 'rule x looks like ours' } as const;
  for (const rules of [[], [OTHER_RULE]]) {
    const limits = added({ rules }, { config });
    expect(limits).not.toContain('no rule of ours is deployed');
    expect(limits).not.toContain('has no rule of its name');
  }
});
