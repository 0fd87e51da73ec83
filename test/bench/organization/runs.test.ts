import { checkAudit, checkCallPerVpc } from '../../../bench/organization/audit-run';
import { checkEvidence } from '../../../bench/organization/evidence-run';
import { organizationOf, sizesOf, VPCS } from '../../../bench/organization/organization';

const estates = [...organizationOf(sizesOf()).values()];
const uncovered = estates.reduce((sum, each) => sum + each.uncovered, 0);
const flowLogs = estates.reduce((sum, each) => sum + each.flowLogs.length, 0);
const ended = (lastWords: Readonly<Record<string, number>>, outcome = 'to-do') => ({
  outcome,
  lastWords,
  complaints: 'said the command',
});

test('an audit that saw every VPC as it is counts', () => {
  expect(uncovered).toBeGreaterThan(0);
  expect(() => checkAudit(ended({ ok: VPCS - uncovered, MISSING: uncovered }))).not.toThrow();
});

test.each([
  ['that found no gap', ended({ ok: VPCS }, 'fine')],
  ['that failed', ended({}, 'error')],
  ['that lost a VPC', ended({ ok: VPCS - uncovered - 1, MISSING: uncovered })],
  ['that could not tell of one', ended({ ok: VPCS - uncovered, MISSING: uncovered - 1, unknown: 1 })],
])('an audit %s does not count', (_, end) => {
  expect(() => checkAudit(end)).toThrow('said the command');
});

test('one call per VPC counts when it saw as much', () => {
  expect(() => checkCallPerVpc({ vpcs: VPCS, flowLogs })).not.toThrow();
  expect(() => checkCallPerVpc({ vpcs: VPCS, flowLogs: flowLogs - 1 })).toThrow('flow logs');
  expect(() => checkCallPerVpc({ vpcs: VPCS - 1, flowLogs })).toThrow('VPCs');
});

const FILES = ['SHA256SUMS', 'evidence.csv', 'evidence.html', 'evidence.json', 'evidence.schema.json'];

test('an evidence counts when it is complete', () => {
  expect(() => checkEvidence(ended({}), FILES)).not.toThrow();
  expect(() => checkEvidence(ended({}, 'error'), FILES)).toThrow('said the command');
  expect(() => checkEvidence(ended({}), FILES.slice(1))).toThrow('without SHA256SUMS');
});
