import type { EvidenceVerdict } from '../../../fleet/evidence/evidence';
import { endOfExemption, exemptionOf } from '../../../fleet/evidence/exemption';
import type { AuditRequirement } from '../../../fleet/requirements';
import { REASONS, type Reason } from '../../../policy';
import { requirement, vpc } from '../../policy/builders';

const named = (name: string, exemptTagKey?: string): AuditRequirement => ({
  name,
  source: 'cdk.json',
  parameters: requirement(exemptTagKey === undefined ? {} : { exemptTagKey }),
});

const verdict = (name: string, reason: Reason): EvidenceVerdict => ({
  requirement: name,
  compliance: REASONS[reason],
  reason,
  annotation: 'x',
});

const REQUIREMENTS = [named('a', 'until-a'), named('b', 'until-b'), named('c')];
const VPC = vpc({ tags: { 'until-a': '2026-08-01', 'until-b': '2026-07-01' } });
const of = (...verdicts: readonly EvidenceVerdict[]) => exemptionOf(VPC, verdicts, REQUIREMENTS);

test('an exemption by tag ends with the day that the tag holds', () => {
  expect(of(verdict('a', 'exempt-tag'))).toEqual({ by: 'tag', until: '2026-08-01', requirements: ['a'] });
});

test('an exemption by id has no end', () => {
  expect(of(verdict('c', 'exempt-id'))).toEqual({ by: 'id', until: undefined, requirements: ['c'] });
});

test('of several, the one that ends next is told, with what it exempts from', () => {
  const verdicts = [verdict('c', 'exempt-id'), verdict('a', 'exempt-tag'), verdict('b', 'exempt-tag')];
  expect(of(...verdicts)).toEqual({ by: 'tag', until: '2026-07-01', requirements: ['b'] });
});

test('a tag that exempts nothing is no exemption', () => {
  expect(of(verdict('a', 'covered'), verdict('b', 'no-flow-log'))).toBeUndefined();
});

test.each([
  ['2026-07-31', '2026-08-01T00:00:00.000Z'],
  ['2028-02-28', '2028-02-29T00:00:00.000Z'],
])('an exemption until %s ends at %s', (until, end) => {
  expect(endOfExemption(until)).toBe(end);
});
