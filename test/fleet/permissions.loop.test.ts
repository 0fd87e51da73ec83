import {
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { MIXED_ASSEMBLY, SUBNETS_ASSEMBLY } from '../assembly';
import { HOUR, MINUTE, type Rehearsal, rehearse } from '../sandbox/rehearsal';
import { flowLogs } from './command-line';
import { Deployment } from './preflight/deployment';

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

interface Told {
  readonly code: number | null;
  readonly error: string;
  /** Whatever it wrote, and wherever. */
  readonly text: string;
}

/** A command as somebody types it, with `--apply` or without. */
type Typed = readonly string[];

const wordsOf = (typed: Typed): Typed =>
  typed.slice(
    0,
    typed.findIndex((word) => /^-|^$/.test(word)),
  );

/** What `flow-logs policy` prints for the command. */
async function policyOf({ sandbox }: Rehearsal, typed: Typed): Promise<readonly Statement[]> {
  const apply = typed.includes('--apply') ? ['--apply'] : [];
  const { out, code } = await flowLogs(['policy', ...wordsOf([...typed, '']), ...apply], sandbox);
  if (code !== 0) throw new Error(out);
  return JSON.parse(out).Statement;
}

const policyText = (Statement: unknown): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** Runs a command as a role that may do what its policy says, but for one action. */
async function runAs(
  { sandbox }: Rehearsal,
  typed: Typed,
  policy: readonly Statement[],
  left?: string,
): Promise<Told> {
  const [iam, sts] = [new IAMClient(sandbox.administrator()), new STSClient(sandbox.administrator())];
  const RoleName = `operator-${(left ?? 'whole').replace(/\W/g, '-')}`;
  const { accountId } = sandbox.place;
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: accountId } };
  const Statement = policy
    .map((statement) => ({ ...statement, Action: statement.Action.filter((action) => action !== left) }))
    .filter(({ Action }) => Action.length > 0);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyText([trust]) }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: policyText(Statement) }),
  );
  const RoleArn = `arn:aws:iam::${accountId}:role/${RoleName}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'operator' }));
  for (const client of [iam, sts]) client.destroy();
  const { code, out, error, files } = await flowLogs(typed, sandbox, {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  });
  return { code, error, text: [out, error, ...files.values()].join('\n') };
}

/** A flow log of a renamed requirement goes when it is named; here the whole list of calls is what matters. */
async function withFlowLogs(): Promise<Rehearsal> {
  const rehearsal = await rehearse({ assembly: SUBNETS_ASSEMBLY });
  const vpcId = await rehearsal.createVpc();
  const [bucket] = rehearsal.refs('AWS::S3::Bucket');
  const tags = { requirement: 'all-traffic', execution: '11111111-2222-3333-4444-555555555555' };
  await rehearsal.createFlowLog(vpcId, {
    LogDestination: `arn:aws:s3:::${bucket}/all-traffic/00000000/`,
    TagSpecifications: [
      {
        ResourceType: 'vpc-flow-log',
        Tags: Object.entries(tags).map(([key, Value]) => ({ Key: `vpc-flow-logs-compliance:${key}`, Value })),
      },
    ],
  });
  await rehearsal.advance(MINUTE);
  await rehearsal.createFlowLog(vpcId);
  await rehearsal.advance(HOUR);
  return rehearsal;
}

/** A VPC of which Config gave up remediation. */
async function withException(): Promise<Rehearsal> {
  const rehearsal = await rehearse();
  const [Bucket] = rehearsal.refs('AWS::S3::Bucket');
  await rehearsal.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  const vpcId = await rehearsal.createVpc();
  await rehearsal.minutesUntil(async () => (await rehearsal.exceptions()).includes(vpcId));
  return rehearsal;
}

/** A VPC without flow logs, which a person is to remediate. */
async function withGap(): Promise<Rehearsal> {
  const rehearsal = await rehearse({ assembly: SUBNETS_ASSEMBLY });
  await rehearsal.createVpc();
  await rehearsal.advance(HOUR);
  return rehearsal;
}

/** Every kind of destination, a bucket with a key of its own, and an automation role with a boundary. */
async function withEveryDestination(): Promise<Rehearsal> {
  const deployment = await Deployment.of(MIXED_ASSEMBLY);
  await setBoundary(deployment.clients.iam, await deployment.automationRole());
  await deployment.encryptBucket(await deployment.makeKey('delivery.logs.amazonaws.com'));
  await deployment.makeCoveredVpc();
  return deployment.rehearsal;
}

async function setBoundary(iam: IAMClient, RoleName: string): Promise<void> {
  const PolicyDocument = policyText([{ Effect: 'Allow', Action: '*', Resource: '*' }]);
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument }));
  const PermissionsBoundary = Policy?.Arn;
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
}

interface Case {
  readonly typed: Typed;
  readonly stage: () => Promise<Rehearsal>;
  readonly code: number;
  readonly told: string;
  /** Actions whose lack changes nothing there. */
  readonly silentWithout?: readonly string[];
}

/** A command for each action of its policy, on a busy machine. */
const LONG = 300_000;

/** Where the rehearsed stack stands. */
const HERE = ['--region', 'eu-central-1'];
const SUBNETS = ['--accept-subnet-coverage', 'true'];

const READING: readonly Case[] = [
  { typed: ['audit', ...SUBNETS, '--explain'], stage: withGap, code: 2, told: '1 ' },
  { typed: ['backfill'], stage: withGap, code: 2, told: '1' },
  { typed: ['doctor'], stage: withEveryDestination, code: 0, told: 'in order' },
  {
    typed: ['evidence', '--out', 'proof', ...SUBNETS],
    stage: withGap,
    code: 2,
    told: 'proof',
    // Documents tell whose a rule is when its description does not; that of the stage does.
    silentWithout: ['ssm:GetDocument'],
  },
  { typed: ['prune'], stage: withFlowLogs, code: 2, told: '1 superseded' },
  { typed: ['remediation', 'status'], stage: withException, code: 2, told: '1 stuck' },
];

const CHANGING: readonly Case[] = [
  { typed: ['backfill', '--apply', '--quiet'], stage: withGap, code: 0, told: '1' },
  { typed: ['prune', '--apply'], stage: withFlowLogs, code: 0, told: '1 deleted' },
  {
    typed: ['remediation', 'clear', '--apply'],
    stage: withException,
    code: 0,
    told: 'cleared the exceptions',
  },
  {
    typed: ['remediation', 'retry', '--apply'],
    stage: withException,
    code: 0,
    told: 'started the remediation',
  },
];

const named = (cases: readonly Case[]) => cases.map((each) => [each.typed.join(' '), each] as const);

test.each(named([...READING, ...CHANGING]))(
  '%s works with the policy that is printed for it',
  async (_, { typed, stage, code, told }) => {
    const rehearsal = await stage();
    const ended = await runAs(rehearsal, typed, await policyOf(rehearsal, typed));
    expect(ended.text).toContain(told);
    expect([ended.code, ended.error]).toEqual([code, '']);
  },
);

/** All that the command needs; Regions are asked for only where none is named. */
const inOneRegion = (typed: Typed, left: string): Typed =>
  left === 'ec2:DescribeRegions' || typed.includes('--region') ? typed : [...typed, ...HERE];

test.each(named(READING))(
  '%s without any action of its policy says so, without a stack trace',
  async (_, { typed, stage, silentWithout = [] }) => {
    const rehearsal = await stage();
    const policy = await policyOf(rehearsal, typed);
    const silent: string[] = [];
    for (const action of policy.flatMap(({ Action }) => Action)) {
      // CloudTrail counts its lookups by the second.
      await rehearsal.advance(MINUTE);
      const { text } = await runAs(rehearsal, inOneRegion(typed, action), policy, action);
      if (!text.includes(action)) silent.push(action);
      expect(text).not.toContain('    at ');
    }
    expect(silent).toEqual(silentWithout);
  },
  LONG,
);

test.each(named(CHANGING))(
  '%s without an action that changes says so, without a stack trace',
  async (_, { typed, stage }) => {
    const read = await policyOf(await stage(), wordsOf(typed));
    const reading = read.flatMap(({ Action }) => Action);
    const silent: string[] = [];
    const policy = await policyOf(await stage(), typed);
    const changing = policy.flatMap(({ Action }) => Action).filter((action) => !reading.includes(action));
    expect(changing).not.toEqual([]);
    for (const action of changing) {
      const { text } = await runAs(await stage(), inOneRegion(typed, action), policy, action);
      if (!text.includes(action)) silent.push(action);
      expect(text).not.toContain('    at ');
    }
    expect(silent).toEqual([]);
  },
  LONG,
);
