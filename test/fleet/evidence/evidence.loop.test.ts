import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { EnableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Evidence, EvidenceVpc } from '../../../fleet/evidence/evidence';
import type { Sandbox } from '../../../sandbox/sandbox';
import { MANUAL_ASSEMBLY } from '../../assembly';
import { closeEstateStages, openEstateStage } from '../../sandbox/estate-stage';
import { HOUR, MINUTE, type Rehearsal, rehearse } from '../../sandbox/rehearsal';
import { flowLogs } from '../command-line';
import { schemaProblems } from './schema-validator';
import { checkSums } from './sha256sum';

afterAll(closeEstateStages);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** CloudTrail counts its lookups by real time. */
const REAL_TIME = { elapsed: () => performance.now() };

async function collect(sandbox: Sandbox, ...flags: readonly string[]) {
  const files = {
    writeFile,
    rename,
    readFile: (path: string) =>
      Promise.resolve(path.startsWith(folder) && existsIn(path) ? readFileSync(path, 'utf8') : undefined),
    sleep: async (milliseconds: number) => await setTimeout(milliseconds),
  };
  const ended = await flowLogs(['evidence', '--out', folder, ...flags], sandbox, {}, files);
  const evidence: Evidence = JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8'));
  return { ...ended, evidence };
}

function existsIn(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

const HERE = ['--regions', 'eu-central-1', '--exempt-tag-key', 'flow-logs-exempt-until'];

const vpcOf = ({ regions }: Evidence, vpcId: string): EvidenceVpc => {
  const found = regions.flatMap(({ vpcs }) => vpcs).find((vpc) => vpc.vpcId === vpcId);
  if (!found) throw new Error(`the evidence has no ${vpcId}`);
  return found;
};

async function enableHub({ sandbox }: Rehearsal): Promise<void> {
  const hub = new SecurityHubClient(sandbox.administrator());
  await hub.send(new EnableSecurityHubCommand({}));
  hub.destroy();
}

test('what our remediation did is proven: who created the flow log, when, and what EC2.6 says', async () => {
  const rehearsal = await rehearse(REAL_TIME);
  await enableHub(rehearsal);
  const remediated = await rehearsal.createVpc({ Name: '=HYPERLINK("x")<script>' });
  const exempt = await rehearsal.createVpc({ 'flow-logs-exempt-until': '2027-02-03' });
  await rehearsal.advance(14 * HOUR);
  const { code, out, error, evidence } = await collect(rehearsal.sandbox, ...HERE);
  expect([code, error]).toEqual([0, '']);
  expect(schemaProblems(evidence)).toEqual([]);
  const [created] = await rehearsal.ours(remediated);
  const vpc = vpcOf(evidence, remediated);
  expect(vpc).toMatchObject({
    standing: 'covered',
    evaluations: [{ compliance: 'COMPLIANT' }],
    remediations: [{ state: 'SUCCEEDED' }],
    ec26: { finding: 'PASSED', agreement: 'agrees' },
  });
  expect(vpc.flowLogs).toMatchObject([
    { flowLogId: created, requirement: 'all-traffic', deliveryStatus: 'SUCCESS' },
  ]);
  const [execution] = await rehearsal.executions();
  expect(vpc.flowLogs[0]?.executionId).toBe(execution?.AutomationExecutionId);
  expect(vpc.flowLogs[0]?.createdBy).toMatch(/^role .+, session .*Automation.*/);
  expect(vpc.timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      'remediation-started',
      'flow-log-created',
      'remediation-ended',
      'evaluation',
      'ec26-finding',
    ]),
  );
  expect(vpcOf(evidence, exempt)).toMatchObject({
    standing: 'not-applicable',
    exemption: { by: 'tag', until: '2027-02-03' },
    ec26: {
      finding: 'FAILED',
      agreement: 'disagrees',
      explanation: expect.stringContaining('until 2027-02-03'),
    },
  });
  expect(out).toContain('Security Hub EC2.6: 1 agree, 1 disagree, 0 without a finding, 0 not compared');
  expect(checkSums(folder).match(/: OK$/gm)).toHaveLength(4);
  expect(readFileSync(join(folder, 'evidence.csv'), 'utf8')).toContain(`"'=HYPERLINK(""x"")<script>"`);
  const again = await collect(rehearsal.sandbox, ...HERE);
  expect(again.out).toContain('in place of an earlier evidence');
  expect(again.evidence).toEqual(evidence);
});

test('a flow log that somebody deleted is a gap, and EC2.6 still passes: the evidence says who did it, and when', async () => {
  const rehearsal = await rehearse({ ...REAL_TIME, assembly: MANUAL_ASSEMBLY });
  await enableHub(rehearsal);
  const [bare, rejecting] = [await rehearsal.createVpc(), await rehearsal.createVpc()];
  const flowLogId = await rehearsal.createFlowLog(bare);
  await rehearsal.createFlowLog(rejecting, { TrafficType: 'REJECT' });
  await rehearsal.advance(13 * HOUR);
  await rehearsal.deleteFlowLog(flowLogId);
  await rehearsal.advance(30 * MINUTE);
  const { code, evidence } = await collect(rehearsal.sandbox, ...HERE);
  expect(code).toBe(2);
  expect(schemaProblems(evidence)).toEqual([]);
  const deleted = vpcOf(evidence, bare);
  const by = 'root user of account 111122223333';
  expect(deleted).toMatchObject({ standing: 'gap', ec26: { finding: 'PASSED', agreement: 'disagrees' } });
  expect(deleted.ec26.explanation).toMatch(new RegExp(`${flowLogId} was deleted at .* by ${by}`));
  expect(deleted.timeline).toContainEqual(
    expect.objectContaining({ kind: 'flow-log-deleted', text: `${flowLogId} deleted`, actor: by }),
  );
  expect(vpcOf(evidence, rejecting)).toMatchObject({
    standing: 'gap',
    ec26: { finding: 'PASSED', agreement: 'disagrees', explanation: expect.stringContaining('REJECT alone') },
  });
});

test('of an estate, what cannot be read is unknown, and the rest of it is proven', async () => {
  const { sandbox, vpcs } = await openEstateStage();
  const { code, evidence } = await collect(sandbox, '--organization', '--role-name', 'flow-logs-reader');
  expect(code).toBe(2);
  expect(schemaProblems(evidence)).toEqual([]);
  expect(evidence.summary.standings).toEqual({ covered: 9, gap: 25, 'not-applicable': 0, unknown: 2 });
  for (const { vpcId } of vpcs) expect(vpcOf(evidence, vpcId).verdicts).toHaveLength(1);
  expect(evidence.unknown.map(({ accountId, region }) => `${accountId} ${region}`)).toEqual(
    expect.arrayContaining([
      '222233334444 ap-southeast-1',
      '222233334444 us-west-2',
      '666677778888 undefined',
    ]),
  );
  const states = evidence.regions.map(({ sources }) => sources.securityHub.state);
  expect(new Set(states)).toEqual(new Set(['read', 'off']));
  for (const { sources, vpcs: listed } of evidence.regions)
    for (const { ec26 } of listed)
      if (sources.securityHub.state !== 'read') expect(ec26.agreement).toBe('unknown');
});

test('without CloudTrail nobody is asked who did it, and that is said', async () => {
  const rehearsal = await rehearse(REAL_TIME);
  await rehearsal.createVpc();
  const { evidence } = await collect(rehearsal.sandbox, ...HERE, '--no-cloudtrail');
  expect(evidence.regions[0]?.sources.cloudTrail).toMatchObject({ state: 'off' });
  expect(evidence.limits.join(' ')).toContain('CloudTrail was not asked');
});

describe('a mistake is told before anything is asked', () => {
  test.each([
    [['evidence'], "required option '--out <folder>' not specified"],
    [['evidence', '--out', 'x', '--cloudtrail-pages', '0'], 'a whole number from 1 to 1000'],
    [['evidence', '--out', 'x', '--traffic-type', 'SOME'], 'ALL, ACCEPT or REJECT'],
  ])('%j', async (args, told) => {
    const rehearsal = await rehearse();
    const { code, error } = await flowLogs(args, rehearsal.sandbox);
    expect(code).toBe(1);
    expect(error).toContain(told);
  });
});
