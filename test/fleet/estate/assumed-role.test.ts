import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { assumedRole } from '../../../fleet/estate/assumed-role';
import { awsError } from './estate-double';

const sts = mockClient(STSClient);
const MINUTE = 60_000;
let now: number;
let clock: () => Date;

beforeEach(() => {
  sts.reset();
  now = Date.parse('2026-06-15T12:00:00Z');
  clock = () => new Date(now);
  sts.on(AssumeRoleCommand).callsFake(() => ({
    Credentials: { AccessKeyId: `key at ${now}`, SecretAccessKey: 'secret', SessionToken: 'token' },
  }));
});

const role = { arn: 'arn:aws:iam::444455556666:role/reader', externalId: undefined };
/** When they end by AWS's clock is not looked at. */
const Credentials = {
  AccessKeyId: 'key',
  SecretAccessKey: 'secret',
  SessionToken: 'token',
  Expiration: new Date(0),
};
const provider = () => assumedRole([new STSClient({ region: 'eu-west-1' })], role, clock);
const calls = (): number => sts.commandCalls(AssumeRoleCommand).length;

test('however many ask at once, the role is assumed once, for an hour', async () => {
  const credentials = provider();
  const [first, second] = await Promise.all([credentials(), credentials()]);
  expect(first).toBe(second);
  expect(first).toMatchObject({
    secretAccessKey: 'secret',
    sessionToken: 'token',
    expiration: new Date(now + 60 * MINUTE),
  });
  expect(sts.commandCalls(AssumeRoleCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      RoleArn: role.arn,
      RoleSessionName: 'flow-logs',
      DurationSeconds: 3600,
      ExternalId: undefined,
    },
  ]);
});

test.each([
  [49, 1],
  [50, 2],
  [61, 2],
])(
  'after %d minutes it has been assumed %d times: before the SDK takes it for expired',
  async (minutes, times) => {
    const credentials = provider();
    await credentials();
    now += minutes * MINUTE;
    await credentials();
    expect(calls()).toBe(times);
  },
);

test('after a failure it is tried again', async () => {
  const credentials = provider();
  sts.on(AssumeRoleCommand).rejectsOnce(awsError('Throttling')).resolves({
    Credentials,
  });
  await expect(credentials()).rejects.toThrow('AWS says Throttling');
  await expect(credentials()).resolves.toMatchObject({ accessKeyId: 'key' });
});

test('an answer without credentials is refused', async () => {
  sts.on(AssumeRoleCommand).resolves({});
  await expect(provider()()).rejects.toThrow(
    'answers without credentials for arn:aws:iam::444455556666:role/reader',
  );
});

test.each([
  ['another account', 'arn:aws:sts::999900001111:assumed-role/reader/flow-logs'],
  ['nobody', 'reader'],
])(
  'a session of %s is refused: what it reads would stand under the account that was asked for',
  async (_, Arn) => {
    sts.on(AssumeRoleCommand).resolves({
      Credentials,
      AssumedRoleUser: { AssumedRoleId: 'AROA:flow-logs', Arn },
    });
    await expect(provider()()).rejects.toThrow(`${role.arn} with a session of another account, ${Arn}`);
  },
);

test('the session of the role is taken', async () => {
  sts.on(AssumeRoleCommand).resolves({
    Credentials,
    AssumedRoleUser: {
      AssumedRoleId: 'AROA:flow-logs',
      Arn: 'arn:aws:sts::444455556666:assumed-role/reader/flow-logs',
    },
  });
  await expect(provider()()).resolves.toMatchObject({ accessKeyId: 'key' });
});

test.each([
  [undefined, 'wants an external ID (--external-id)'],
  ['audit-7', 'wants another external ID'],
])('a refusal says what it can be, with external ID %s', async (externalId, told) => {
  sts.on(AssumeRoleCommand).rejects(awsError('AccessDenied', 'not authorized'));
  const credentials = assumedRole([new STSClient({})], { ...role, externalId }, clock);
  await expect(credentials()).rejects.toThrow(told);
});
