import { CreateDefaultVpcCommand, CreateFlowLogsCommand } from '@aws-sdk/client-ec2';
import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { DESTINATION_TYPES, TRAFFIC_TYPES } from '../../../policy';
import { MANUAL_ASSEMBLY } from '../../assembly';
import { closeEstateStages, openEstateStage } from '../../sandbox/estate-stage';
import { HOUR, MINUTE, openSandbox, type Rehearsal, rehearse } from '../../sandbox/rehearsal';
import { flowLogs } from '../command-line';
import { toldByCli } from '../remedies/read-back';

afterAll(closeEstateStages);

const ORGANIZATION = ['audit', '--organization', '--role-name', 'flow-logs-reader'];

const audit = (rehearsal: Rehearsal, ...flags: readonly string[]) =>
  flowLogs(['audit', '--regions', 'eu-central-1', ...flags], rehearsal.sandbox);

/** What a line of `--format lines` says of each VPC. */
const wordsOf = (out: string): ReadonlyMap<string, string> =>
  new Map(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );

const count = (out: string, word: string): number =>
  [...wordsOf(out).values()].filter((each) => each === word).length;

describe('an estate of four Regions', () => {
  test('is audited in every enabled Region: 23 of its 31 VPCs are missing', async () => {
    const { sandbox, vpcs } = await openEstateStage();
    const { code, out, error } = await flowLogs(['audit', '--format', 'lines'], sandbox);
    expect([code, wordsOf(out).size]).toEqual([2, vpcs.length]);
    expect([count(out, 'MISSING'), count(out, 'ok')]).toEqual([23, 8]);
    for (const { vpcId, cover } of vpcs)
      expect(wordsOf(out).get(vpcId)).toBe(cover === 'none' || cover === 'deleted' ? 'MISSING' : 'ok');
    expect(error).toMatch(/^31 VPCs in \d+ Regions of 1 account: 8 covered, 23 gaps, .*; 25\.8 % covered\n$/);
  });

  test('and its organization: what cannot be read, or is not recorded, is unknown and neither gap nor covered', async () => {
    const { sandbox, memberVpcs } = await openEstateStage();
    const { code, out } = await flowLogs([...ORGANIZATION, '--format', 'json'], sandbox);
    const { summary, unknown, regions } = JSON.parse(out);
    expect(code).toBe(2);
    expect(summary.standings).toEqual({ covered: 9, gap: 25, 'not-applicable': 0, unknown: 2 });
    expect(summary.coveredShare).toBeCloseTo(9 / 34);
    const causes = new Map<string, string>(
      unknown.map((place: Record<string, string>) => [`${place.accountId} ${place.region}`, place.cause]),
    );
    expect(causes.get('222233334444 ap-southeast-1')).toContain('access denied');
    expect(causes.get('222233334444 eu-west-1')).toBe(
      'AWS Config does not record here: the recorder is stopped',
    );
    expect(causes.get('222233334444 us-west-2')).toContain('there is no recorder in this Region');
    expect(causes.get('666677778888 undefined')).toContain('cannot be assumed');
    const listed = regions.flatMap((region: { vpcs: readonly { vpcId: string }[] }) => region.vpcs);
    const unseen = memberVpcs.find(({ name }) => name === 'unseen');
    expect(listed.filter(({ vpcId }: { vpcId: string }) => vpcId === unseen?.vpcId)).toEqual([]);
  });

  test('with --ec2-only, what Config does not record is judged all the same', async () => {
    const { sandbox } = await openEstateStage();
    const { out } = await flowLogs([...ORGANIZATION, '--ec2-only', '--format', 'json'], sandbox);
    const { summary, ec2Only, unknown } = JSON.parse(out);
    expect(ec2Only).toBe(true);
    expect(summary.standings).toEqual({ covered: 9, gap: 27, 'not-applicable': 0, unknown: 0 });
    expect(unknown.map(({ region }: { region?: string }) => region)).not.toContain('us-west-2');
  });

  test('the table lists gaps and causes, and ends with the share', async () => {
    const { sandbox } = await openEstateStage();
    const { out } = await flowLogs(ORGANIZATION, sandbox);
    expect(out).toMatch(/^requirement all-traffic \(defaults\): every parameter at its default\n/);
    expect(out).toContain(
      'account 222233334444, Region eu-west-1: 1 VPC\nunknown: AWS Config does not record here',
    );
    expect(out).toMatch(/^account 222233334444, Region ap-southeast-1\nunknown: access denied/m);
    expect(out).toMatch(/crm-test +all-traffic +gap +no-flow-log\n/);
    expect(out).not.toMatch(/ crm /);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/; 26\.4 % covered; 3 places could not be read$/);
  });
});

/** Of every kind that is no gap and no coverage, with tags that are made to break out of what shows them. */
async function hostileVpcs(rehearsal: Rehearsal): Promise<Readonly<Record<string, string>>> {
  const { Vpc } = await rehearsal.ec2.send(new CreateDefaultVpcCommand({}));
  return {
    formula: await rehearsal.createVpc({ Name: '=HYPERLINK("http://x","y"),\n"quoted"' }),
    shell: await rehearsal.createVpc({ Name: "'; touch /tmp/owned; $(id) `id` #" }),
    terminal: await rehearsal.createVpc({ Name: '\u001b[2J\u202eesrever\u0007' }),
    exempt: await rehearsal.createVpc({ Name: '</script><b>', until: '2027-02-01' }),
    shared: await rehearsal.sharedVpc(),
    default: Vpc?.VpcId ?? '',
  };
}

const FLAGS = ['--exempt-tag-key', 'until', '--include-default-vpcs', 'false'];
const INVISIBLE = /[^\r\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u;

describe('of VPCs with hostile names', () => {
  test('each has its standing, in every format, and nothing of a name gets out of its place', async () => {
    const rehearsal = await openSandbox();
    const ids = await hostileVpcs(rehearsal);
    const lines = await audit(rehearsal, ...FLAGS, '--format', 'lines');
    expect(Object.fromEntries(wordsOf(lines.out))).toEqual({
      [ids['formula'] ?? '']: 'MISSING',
      [ids['shell'] ?? '']: 'MISSING',
      [ids['terminal'] ?? '']: 'MISSING',
      [ids['exempt'] ?? '']: 'not-applicable',
      [ids['shared'] ?? '']: 'not-applicable',
      [ids['default'] ?? '']: 'not-applicable',
    });
    const csv = await audit(rehearsal, ...FLAGS, '--format', 'csv');
    expect(csv.out.split('\r\n')).toHaveLength(8);
    expect(csv.out).toContain(`"${ids['formula']}","'=HYPERLINK(""http://x"",""y""), ""quoted""",`);
    const json = await audit(rehearsal, ...FLAGS, '--format', 'json', '--explain');
    const [region] = JSON.parse(json.out).regions;
    const named = region.vpcs.find(({ vpcId }: { vpcId: string }) => vpcId === ids['terminal']);
    expect(named.name).toBe('\u001b[2J\u202eesrever\u0007');
    const table = await audit(rehearsal, ...FLAGS, '--all', '--explain');
    for (const { out, error } of [lines, csv, json, table]) expect(out + error).not.toMatch(INVISIBLE);
    expect(table.out).toMatch(/<\/script><b> +all-traffic +not-applicable +exempt-tag/);
  });
});

describe('--explain', () => {
  test('takes the destination of the deployed remediation, and what it prints closes the gap', async () => {
    const rehearsal = await rehearse({ assembly: MANUAL_ASSEMBLY });
    const vpcId = await rehearsal.createVpc({ Name: "$(id)'" });
    const { code, out } = await audit(rehearsal, '--explain', '--format', 'json');
    const [{ vpcs }] = JSON.parse(out).regions;
    const { explanation } = vpcs[0].verdicts[0];
    expect([code, explanation.cause]).toEqual([2, 'The VPC has no flow log of its own.']);
    const told = toldByCli(explanation.code.awsCli);
    const [bucket] = rehearsal.refs('AWS::S3::Bucket');
    expect(told.logDestination).toMatch(new RegExp(`^arn:aws:s3:::${bucket}/all-traffic/[0-9a-f]{8}/$`));
    const request = {
      ResourceType: 'VPC' as const,
      ResourceIds: [told.vpcId],
      TrafficType: TRAFFIC_TYPES.find((type) => type === told.trafficType),
      LogDestinationType: DESTINATION_TYPES.find((type) => type === told.destinationType),
      LogDestination: told.logDestination,
      LogFormat: told.fields.map((field) => `\${${field}}`).join(' '),
      MaxAggregationInterval: told.maxAggregationInterval,
    };
    await rehearsal.ec2.send(new CreateFlowLogsCommand(request));
    await rehearsal.advance(MINUTE);
    const after = await audit(rehearsal, '--format', 'lines');
    expect([after.code, after.out]).toEqual([0, `${vpcId} ok\n`]);
  });

  test('says the repair, and no other flow log, where the deployed destination itself fails', async () => {
    const rehearsal = await rehearse({ assembly: MANUAL_ASSEMBLY });
    const vpcId = await rehearsal.createVpc();
    const { out: first } = await audit(rehearsal, '--explain', '--format', 'json');
    const told = toldByCli(JSON.parse(first).regions[0].vpcs[0].verdicts[0].explanation.code.awsCli);
    const id = await rehearsal.createFlowLog(vpcId, { LogDestination: told.logDestination });
    const [Bucket] = rehearsal.refs('AWS::S3::Bucket');
    await rehearsal.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await rehearsal.advance(HOUR);
    const { out } = await audit(rehearsal, '--explain');
    expect(out).toContain('remedy: no other flow log: one to the same place would fail alike');
    expect(out).toContain(
      `repair: ${id}: let delivery.logs.amazonaws.com do s3:PutObject on ${told.logDestination}`,
    );
    expect(out).not.toContain('create-flow-logs');
  });
});

test('an account without any VPC is fine, and that is said', async () => {
  const { code, out } = await audit(await openSandbox());
  expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'no VPC in 1 Region of 1 account']);
});

test('what is not known makes an error, where there is no gap', async () => {
  const rehearsal = await openSandbox();
  await rehearsal.createVpc();
  const { config } = rehearsal.sandbox.home;
  Object.assign(config, { recorder: 'stopped' });
  const { code, out } = await audit(rehearsal, '--format', 'lines');
  expect([code, count(out, 'unknown')]).toEqual([1, 1]);
});
