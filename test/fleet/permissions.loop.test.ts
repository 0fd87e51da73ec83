import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteBucketPolicyCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { COMMAND_PERMISSIONS } from '../../fleet/permissions';
import { SUBNETS_ASSEMBLY } from '../assembly';
import { HOUR, MINUTE, type Rehearsal, rehearse } from '../sandbox/rehearsal';
import { type Ended, flowLogs } from './command-line';

type CommandName = Exclude<keyof typeof COMMAND_PERMISSIONS, 'doctor'>;

/** Runs a command as a role that may do what its list says, but for one action. */
async function runAs({ sandbox }: Rehearsal, command: CommandName, left?: string): Promise<Ended> {
  const [iam, sts] = [new IAMClient(sandbox.administrator()), new STSClient(sandbox.administrator())];
  const RoleName = `operator-${(left ?? 'whole').replace(/\W/g, '-')}`;
  const { accountId } = sandbox.place;
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: accountId } };
  const Statement = COMMAND_PERMISSIONS[command]
    .filter(({ action }) => action !== left)
    .map(({ action, resource }) => ({ Effect: 'Allow', Action: action, Resource: resource }));
  const policyOf = (statements: unknown): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: statements });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policyOf([trust]) }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: policyOf(Statement) }),
  );
  const RoleArn = `arn:aws:iam::${accountId}:role/${RoleName}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'operator' }));
  for (const client of [iam, sts]) client.destroy();
  return await flowLogs(command.split(' '), sandbox, {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  });
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

const CASES: readonly (readonly [CommandName, () => Promise<Rehearsal>, number, string])[] = [
  ['prune', withFlowLogs, 2, '1 superseded'],
  ['prune --apply', withFlowLogs, 0, '1 deleted'],
  ['remediation status', withException, 2, '1 stuck'],
  ['remediation clear --apply', withException, 0, 'cleared the exceptions'],
  ['remediation retry --apply', withException, 0, 'started the remediation'],
];

test.each(CASES)('%s needs what its list says', async (command, stage, code, told) => {
  const ended = await runAs(await stage(), command);
  expect(ended.out).toContain(told);
  expect([ended.code, ended.error]).toEqual([code, '']);
});

const REMOVALS = CASES.flatMap(([command, stage]) =>
  COMMAND_PERMISSIONS[command].map(({ action }) => [command, action, stage] as const),
);

/** One that reads what an action that changes needs is shown by the command that only reads. */
const distinct = REMOVALS.filter(
  ([, action], index) => REMOVALS.findIndex(([, other]) => other === action) === index,
);

test.each(distinct)('%s without %s says so, without a stack trace', async (command, action, stage) => {
  const { out, error } = await runAs(await stage(), command, action);
  expect(out + error).toContain(action);
  expect(out + error).not.toContain('    at ');
});
