import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Played, type PlayOptions, playTenVpcs } from '../../sandbox/scenarios/play';
import { printPlayed, wentAsTold } from '../../sandbox/scenarios/report';
import { ASSEMBLY, EXISTING_BUCKET_ASSEMBLY } from '../assembly';
import type { MutableTemplate } from './rehearsal';
import { AUTOMATION_ROLE, documentOf, forbid, remediationOf, ruleOf } from './template-changes';

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

const play = (assembly: string, options: Partial<PlayOptions> = {}): Promise<Played> =>
  playTenVpcs(assembly, { start, ...options });

const created = ({ vpcs }: Played): number => vpcs.reduce((total, vpc) => total + vpc.created, 0);

test('the default configuration ends as told: six flow logs, ten VPCs, nothing more in the second pass', async () => {
  const played = await play(ASSEMBLY);
  expect(wentAsTold(played)).toBe(true);
  expect(created(played)).toBe(6);
  expect(played.vpcs).toHaveLength(10);
  expect(played.secondPass).toEqual({ sweeps: 4, executions: 10, succeeded: 10, changes: [] });
});

test('an existing bucket works with exactly the statements that the stack puts out', async () => {
  const played = await play(EXISTING_BUCKET_ASSEMBLY);
  expect(wentAsTold(played)).toBe(true);
  expect(created(played)).toBe(6);
  expect(printPlayed(played)).toContain('arn:aws:s3:::existing-logs/network/all-traffic/');
});

const withoutAutomatic = () =>
  edited((template) => Object.assign(remediationOf(template), { Automatic: false }));

test('without automatic remediation the verdicts stay, as whoever plays it expects', async () => {
  const played = await play(withoutAutomatic(), { remediated: false });
  expect(wentAsTold(played)).toBe(true);
  expect(created(played)).toBe(0);
  expect(played.vpcs.filter(({ after }) => after === 'NON_COMPLIANT')).toHaveLength(6);
});

test.each([
  ['that is not automatic', withoutAutomatic],
  [
    'that is missing',
    () =>
      edited((template) => {
        for (const [id, { Type }] of Object.entries(template.Resources))
          if (Type === 'AWS::Config::RemediationConfiguration') delete template.Resources[id];
      }),
  ],
])('a remediation %s is not passed unless it is expected', async (_, assembly) => {
  expect(wentAsTold(await play(assembly()))).toBe(false);
});

test.each([
  ['as a map', {}],
  ['as text', '{}'],
])('without a tag that exempts, given %s, the tenth VPC is remediated too', async (_, InputParameters) => {
  const played = await play(
    edited((template) => {
      Object.assign(ruleOf(template), { InputParameters });
      for (const { inputs } of documentOf(template)['mainSteps'])
        if (inputs.InputPayload?.ruleParameters) inputs.InputPayload.ruleParameters = '{}';
    }),
  );
  expect(wentAsTold(played)).toBe(true);
  expect(played.vpcs).toHaveLength(10);
  expect(created(played)).toBe(7);
});

test('executions that are started by hand and fail are counted', async () => {
  const assembly = edited((template) => {
    Object.assign(remediationOf(template), { Automatic: false });
    forbid(template, AUTOMATION_ROLE, 'lambda:InvokeFunction');
  });
  const played = await play(assembly, { remediated: false });
  expect(played.secondPass).toMatchObject({ executions: 4, succeeded: 0 });
  expect(wentAsTold(played)).toBe(false);
});

test.each([
  { flowLogVisible: 100 },
  { flowLogVisible: 0, recording: 1 },
  { recording: 900 },
  { recording: 1, remediation: 1 },
  { firstDelivery: 7200 },
])('the loop closes with one execution a VPC whatever AWS takes: %j', async (delays) => {
  const played = await play(ASSEMBLY, { delays });
  expect(played.vpcs.filter(({ asScenarioSays }) => !asScenarioSays)).toEqual([]);
  expect(wentAsTold(played)).toBe(true);
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
  await expect(play(twoRules)).rejects.toThrow('the scenario is about one requirement');
});
