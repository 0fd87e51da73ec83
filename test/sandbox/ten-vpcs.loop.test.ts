import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Played, playTenVpcs } from '../../sandbox/scenarios/play';
import { printPlayed, wentAsTold } from '../../sandbox/scenarios/report';
import { ASSEMBLY, EXISTING_BUCKET_ASSEMBLY } from '../assembly';
import type { MutableTemplate } from './rehearsal';
import { AUTOMATION_ROLE, forbid, remediationOf, ruleOf } from './template-changes';

const start = new Date('2027-01-04T08:00:00Z');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the assembly on disk, its template changed: what a person with an editor would do to cdk.out. */
function edited(change: (template: MutableTemplate) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  folders.push(folder);
  cpSync(ASSEMBLY, folder, { recursive: true });
  const file = join(folder, 'VpcFlowLogsCompliance.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  change(template);
  writeFileSync(file, JSON.stringify(template));
  return folder;
}

const play = (assembly: string): Promise<Played> => playTenVpcs(assembly, { start });

const created = ({ vpcs }: Played): number => vpcs.reduce((total, vpc) => total + vpc.created, 0);

test('the default configuration ends as told: six flow logs, ten VPCs, nothing more in the second pass', async () => {
  const played = await play(ASSEMBLY);
  expect(wentAsTold(played)).toBe(true);
  expect(created(played)).toBe(6);
  expect(played.vpcs).toHaveLength(10);
  expect(played.secondPass).toEqual({ sweeps: 4, changes: [] });
});

test('an existing bucket works with exactly the statements that the stack puts out', async () => {
  const played = await play(EXISTING_BUCKET_ASSEMBLY);
  expect(wentAsTold(played)).toBe(true);
  expect(created(played)).toBe(6);
  expect(printPlayed(played)).toContain('arn:aws:s3:::existing-logs/network/all-traffic/');
});

test('without automatic remediation the verdicts stay, and that is as told', async () => {
  const played = await play(
    edited((template) => Object.assign(remediationOf(template), { Automatic: false })),
  );
  expect(wentAsTold(played)).toBe(true);
  expect(created(played)).toBe(0);
  expect(played.vpcs.filter(({ after }) => after === 'NON_COMPLIANT')).toHaveLength(6);
});

test('a second pass in which no schedule ran shows nothing, and is not passed', async () => {
  const played = await play(
    edited((template) => {
      const { Source } = ruleOf(template);
      Source.SourceDetails = Source.SourceDetails.filter(
        ({ MessageType }: { MessageType: string }) => MessageType !== 'ScheduledNotification',
      );
    }),
  );
  expect(played.secondPass.sweeps).toBe(0);
  expect(wentAsTold(played)).toBe(false);
  expect(printPlayed(played)).toContain('no schedule ran');
});

test('VPCs that end otherwise are named with why their remediation failed', async () => {
  const played = await play(
    edited((template) => {
      Object.assign(remediationOf(template), { MaximumAutomaticAttempts: 1 });
      forbid(template, AUTOMATION_ROLE, 'ec2:CreateFlowLogs');
    }),
  );
  expect(wentAsTold(played)).toBe(false);
  expect(printPlayed(played)).toContain('permission missing');
  expect(printPlayed(played)).toMatch(
    /says otherwise:\n(.*\n)*.*last failure: Fail: flow logs are not in place/,
  );
});

test('an assembly of several rules is refused before anything is made', async () => {
  const twoRules = edited((template) => {
    const rule = Object.values(template.Resources).find(({ Type }) => Type === 'AWS::Config::ConfigRule');
    if (rule) template.Resources['Second'] = rule;
  });
  await expect(play(twoRules)).rejects.toThrow('a scenario for one requirement');
});
