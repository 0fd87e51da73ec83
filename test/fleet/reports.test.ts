import { reportFindings } from '../../fleet/doctor/report';
import type { Finding } from '../../fleet/preflight';
import type { Assessment } from '../../fleet/prune/assess';
import { reportPruned } from '../../fleet/prune/report';
import { placed, type RegionReport, unknownReport } from '../../fleet/region-report';
import { reportStatus } from '../../fleet/remediation/report-status';
import type { VpcStatus } from '../../fleet/remediation/status';
import { printJson } from '../../fleet/terminal/plain-text';
import { Terminal } from '../../fleet/terminal/terminal';
import { deployed } from './prune/builders';

const HOSTILE = '\u001B[2J\u009B31m\r\n\u202Eevil\u0007';

const terminal = new Terminal({
  out: () => undefined,
  err: () => undefined,
  color: false,
  loudness: 'usual',
});

function expectHarmless({ lines, json }: RegionReport): void {
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(lines.join('')).toContain('evil');
  expect(printJson(json).replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
}

test('a place that could not be asked is told without harm, with its Region where it has one', () => {
  const place = { accountId: '111122223333', cause: HOSTILE };
  const report = placed(place, unknownReport(place, terminal), terminal);
  expect(report.outcome).toBe('error');
  expect(report.lines[0]).toBe('account 111122223333');
  expectHarmless(report);
  const region = placed({ ...place, region: 'eu-west-1' }, unknownReport(place, terminal), terminal);
  expect(region.lines[0]).toBe('account 111122223333, Region eu-west-1');
});

const assessment = (given: Partial<Assessment> = {}): Assessment => ({
  flowLogId: 'fl-1',
  vpcId: 'vpc-1',
  requirement: 'all-traffic',
  destination: 'arn:aws:s3:::org-logs',
  createdAt: undefined,
  standing: 'superseded',
  reason: 'fl-2 captures ALL',
  ...given,
});

const applied = (given: object = {}) => ({
  deleted: ['fl-1'],
  spared: [],
  failed: [],
  judgements: [],
  interrupted: undefined,
  ...given,
});

const lost = {
  vpcId: 'vpc-1',
  requirement: 'all-traffic',
  before: 'COMPLIANT',
  after: 'NON_COMPLIANT',
  annotation: HOSTILE,
};

describe('prune', () => {
  test.each([
    ['nothing of ours', [], undefined, 'fine'],
    ['one that is needed', [assessment({ standing: 'needed' })], undefined, 'fine'],
    ['one that others tagged', [assessment({ standing: 'not-ours' })], undefined, 'fine'],
    ['one that must be named', [assessment({ standing: 'not-deployed' })], undefined, 'fine'],
    ['one that is superseded', [assessment()], undefined, 'to-do'],
    ['one that is unknown', [assessment(), assessment({ standing: 'unknown' })], undefined, 'error'],
    ['all deleted', [assessment()], applied(), 'fine'],
    [
      'one not deleted',
      [assessment()],
      applied({ failed: [{ flowLogId: 'fl-1', problem: HOSTILE }] }),
      'error',
    ],
    ['a verdict that changed', [assessment()], applied({ judgements: [lost] }), 'error'],
    [
      'a VPC that others covered meanwhile',
      [assessment()],
      applied({ judgements: [{ ...lost, before: 'NON_COMPLIANT', after: 'COMPLIANT' }] }),
      'fine',
    ],
    [
      'a VPC that is gone meanwhile',
      [assessment()],
      applied({ judgements: [{ ...lost, after: 'not listed' }] }),
      'fine',
    ],
    ['an early end', [assessment()], applied({ interrupted: HOSTILE }), 'error'],
  ] as const)('%s: the outcome', (_, assessments, done, outcome) => {
    expect(reportPruned({ assessments, applied: done }, false, terminal).outcome).toBe(outcome);
  });

  test('shows text of any origin without harm', () => {
    const hostile = assessment({
      requirement: HOSTILE,
      destination: HOSTILE,
      reason: HOSTILE,
      standing: 'not-ours',
    });
    expectHarmless(reportPruned({ assessments: [hostile], applied: undefined }, false, terminal));
    const done = applied({
      spared: [hostile],
      failed: [{ flowLogId: HOSTILE, problem: HOSTILE }],
      judgements: [lost],
      interrupted: HOSTILE,
    });
    expectHarmless(reportPruned({ assessments: [hostile], applied: done }, false, terminal));
  });

  test('lists what is needed only when asked', () => {
    const given = { assessments: [assessment({ standing: 'needed' })], applied: undefined };
    expect(reportPruned(given, false, terminal).lines).toHaveLength(1);
    expect(reportPruned(given, true, terminal).lines.join('\n')).toContain('fl-1');
  });
});

const vpc = (standing: VpcStatus['standing'], given: Partial<VpcStatus> = {}): VpcStatus => ({
  vpcId: 'vpc-1',
  verdict: undefined,
  execution: undefined,
  exception: undefined,
  failure: undefined,
  attempts: undefined,
  standing,
  ...given,
});

const status = (vpcs: readonly VpcStatus[], problems: readonly string[] = []) => ({
  requirements: [{ requirement: deployed('all-traffic'), problems, vpcs }],
  doubts: [],
  known: undefined,
});

describe('remediation status', () => {
  test.each([
    ['settled', 'fine'],
    ['in flight', 'fine'],
    ['held back', 'fine'],
    ['waiting', 'fine'],
    ['failing', 'fine'],
    ['to be started', 'to-do'],
    ['leftover exception', 'to-do'],
    ['stuck', 'to-do'],
  ] as const)('with a VPC that is %s the outcome is %s', (standing, outcome) => {
    expect(reportStatus(status([vpc(standing)]), false, terminal).outcome).toBe(outcome);
  });

  test('something missing of the rule is left to do, and a doubt an error', () => {
    expect(reportStatus(status([], ['its function is gone']), false, terminal).outcome).toBe('to-do');
    const doubts = [{ ruleName: 'rule', problem: HOSTILE }];
    const doubtful = reportStatus({ requirements: [], doubts, known: undefined }, false, terminal);
    expect(doubtful.outcome).toBe('error');
    expectHarmless(doubtful);
  });

  test('shows text of any origin without harm', () => {
    const hostile = vpc('stuck', {
      verdict: { type: 'NON_COMPLIANT', annotation: HOSTILE, recordedAt: undefined },
      exception: { message: HOSTILE, endsAt: undefined },
      failure: HOSTILE,
    });
    expectHarmless(reportStatus(status([hostile], [HOSTILE]), false, terminal));
  });

  test('says what a standing means, once', () => {
    const { lines } = reportStatus(status([vpc('stuck'), vpc('stuck')]), false, terminal);
    expect(lines.filter((line) => line.includes('repair the cause'))).toHaveLength(1);
  });
});

describe('doctor', () => {
  const finding = (state: Finding['status'], given: Partial<Finding> = {}): Finding => ({
    check: 'bucket-policy',
    status: state,
    about: 'bucket',
    finding: 'found',
    ...given,
  });
  const examined = (...findings: readonly Finding[]) => ({
    requirements: [deployed('all-traffic')],
    planned: [],
    doubts: [],
    findings,
  });

  test.each([
    ['fine', [finding('ok')]],
    ['error', [finding('ok'), finding('unknown')]],
    ['to-do', [finding('problem'), finding('unknown')]],
  ] as const)('the outcome is %s: a problem is certain, what is unknown is neither', (outcome, findings) => {
    expect(reportFindings(examined(...findings), false, terminal).outcome).toBe(outcome);
  });

  test('a document that cannot be read is unknown, by name', () => {
    const requirement = deployed('all-traffic');
    if (requirement.remediation.mode === 'observe') throw new Error('it remediates');
    const remediation = { ...requirement.remediation, document: { unreadable: HOSTILE } };
    const report = reportFindings(
      { ...examined(finding('ok')), requirements: [{ ...requirement, remediation }] },
      false,
      terminal,
    );
    expect(report.outcome).toBe('error');
    expect(report.lines.join('\n')).toContain('unknown  document  document-all-traffic');
    expectHarmless(report);
  });

  test('what is in order is listed only when asked, with text of any origin made harmless', () => {
    const given = examined(finding('ok', { about: HOSTILE, finding: HOSTILE, remedy: HOSTILE }));
    expect(reportFindings(given, false, terminal).lines.join('')).not.toContain('evil');
    expectHarmless(reportFindings(given, true, terminal));
  });
});
