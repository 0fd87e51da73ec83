import { awsError, EstateDouble, OTHER, OWN, open, placesOf, THIRD } from './estate-double';

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: OWN,
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
};
const before = { ...process.env };
let aws: EstateDouble;

beforeEach(() => {
  for (const name of ['AWS_REGION', 'AWS_PROFILE', 'AWS_SESSION_TOKEN']) delete process.env[name];
  Object.assign(process.env, ENVIRONMENT);
  aws = new EstateDouble();
  aws.enabled.set(OWN, ['us-east-1', 'eu-west-1']);
});

afterEach(() => {
  aws.restore();
  process.env = { ...before };
});

const callsOf = (action: string): readonly string[] => aws.calls.filter((call) => call.startsWith(action));

describe('the Regions', () => {
  test('are all that are enabled in the account, when none is named', async () => {
    const { estate } = await open({});
    expect(placesOf(estate)).toEqual([`aws ${OWN} eu-west-1`, `aws ${OWN} us-east-1`]);
    expect(estate.unknown).toEqual([]);
    expect(estate.callerArn).toBe(`arn:aws:sts::${OWN}:assumed-role/auditor/me`);
    expect(aws.calls).toEqual(['sts:GetCallerIdentity eu-west-1', `ec2:DescribeRegions eu-west-1 ${OWN}`]);
  });

  test.each([
    ['--region', { region: 'us-west-2' }, true, ['us-west-2'], 'us-west-2'],
    ['--regions', { regions: ['us-west-2', 'eu-north-1'] }, true, ['us-west-2', 'eu-north-1'], 'eu-west-1'],
    ['the configured one', {}, false, ['eu-west-1'], 'eu-west-1'],
  ])('that are named are not asked for: %s', async (_, flags, everyRegion, regions, home) => {
    const { estate } = await open(flags, everyRegion);
    expect(placesOf(estate)).toEqual(regions.map((region) => `aws ${OWN} ${region}`));
    expect(aws.calls).toEqual([`sts:GetCallerIdentity ${home}`]);
  });

  test('are all for a command of one Region too, when that is said', async () => {
    expect(placesOf((await open({ regions: 'all' }, false)).estate)).toHaveLength(2);
  });

  test.each([
    ['all of them', { regions: 'all' as const }, 'us-east-1'],
    ['those that are named', { regions: ['eu-north-1', 'us-west-2'] }, 'eu-north-1'],
  ])('are asked for where one certainly is, when none is configured: %s', async (_, flags, home) => {
    await open(flags, true, { region: undefined });
    expect(callsOf('sts:GetCallerIdentity')).toEqual([`sts:GetCallerIdentity ${home}`]);
  });

  test('of a command of one Region must be named, when none is configured', async () => {
    await expect(open({}, false, { region: undefined })).rejects.toThrow(/Region is missing/);
  });

  test('are asked for elsewhere where ours is not enabled in the account', async () => {
    aws.enabled.set(OTHER, ['us-east-1']);
    aws.deniedRegions.set(`${OTHER} eu-west-1`, awsError('AuthFailure'));
    const { estate } = await open({ accounts: [OTHER], roleName: 'reader' });
    expect(placesOf(estate)).toEqual([`aws ${OTHER} us-east-1`]);
  });

  test('that nobody may list leave the account unknown, with the first cause', async () => {
    aws.deniedRegions.set(`${OWN} eu-west-1`, awsError('UnauthorizedOperation', 'denied in eu-west-1'));
    aws.deniedRegions.set(`${OWN} us-east-1`, awsError('UnauthorizedOperation', 'denied in us-east-1'));
    const { estate } = await open({});
    expect(estate.places).toEqual([]);
    expect(estate.unknown).toEqual([
      { accountId: OWN, cause: expect.stringMatching(/^access denied: .*denied in eu-west-1$/) },
    ]);
  });
});

describe('what becomes a part of hosts, titles and commands is only taken as what it should be', () => {
  test.each(['eu-west-1\u001b[31m', 'x.example.com/', '$(id)', 'EU-WEST-1', ''])(
    'the account of a Region %j is unknown, and none of it is asked',
    async (name) => {
      aws.enabled.set(OWN, ['us-east-1', name]);
      const { estate } = await open({});
      expect(estate.places).toEqual([]);
      expect(estate.unknown).toEqual([
        { accountId: OWN, cause: expect.stringContaining(`a Region '${name}', allowed: names such as`) },
      ]);
    },
  );

  test.each(['12345678901', `${OTHER}\u001b[31m`, '../role', undefined])(
    'an organization with an account %j is refused',
    async (Id) => {
      aws.pages = [
        [
          { Id: OWN, State: 'ACTIVE' },
          { Id, State: 'ACTIVE' },
        ],
      ];
      await expect(open({ organization: true, roleName: 'reader' })).rejects.toThrow(
        `an account '${Id}', allowed: ids of twelve digits`,
      );
      expect(callsOf('sts:AssumeRole')).toEqual([]);
    },
  );
});

describe('the accounts', () => {
  test('that are named are entered by their role, and our own by no role', async () => {
    const flags = {
      accounts: [OTHER, OWN],
      roleName: 'reader',
      externalId: 'audit-7',
      regions: ['eu-west-1'],
    };
    const { estate } = await open(flags);
    expect(placesOf(estate)).toEqual([`aws ${OTHER} eu-west-1`, `aws ${OWN} eu-west-1`]);
    expect(callsOf('sts:AssumeRole')).toEqual([
      `sts:AssumeRole eu-west-1 arn:aws:iam::${OTHER}:role/reader audit-7`,
    ]);
    const keys = estate.places.map(
      async ({ connect }) => (await connect().ec2.config.credentials()).accessKeyId,
    );
    await expect(Promise.all(keys)).resolves.toEqual([OTHER, OWN]);
    expect(callsOf('sts:AssumeRole')).toHaveLength(1);
  });

  test('have the partition of the caller', async () => {
    aws.partition = 'aws-cn';
    const { estate } = await open({ accounts: [OTHER], roleName: 'reader', region: 'cn-north-1' });
    expect(placesOf(estate)).toEqual([`aws-cn ${OTHER} cn-north-1`]);
    expect(callsOf('sts:AssumeRole')).toEqual([
      `sts:AssumeRole cn-north-1 arn:aws-cn:iam::${OTHER}:role/reader without external ID`,
    ]);
  });

  test('of the organization are those that are active, over all pages; others are named and skipped', async () => {
    aws.pages = [
      [
        { Id: THIRD, State: 'ACTIVE' },
        { Id: '000000000001', State: 'SUSPENDED', Status: 'ACTIVE' },
      ],
      [],
      [
        { Id: OWN, State: 'ACTIVE' },
        { Id: OTHER, Status: 'ACTIVE' },
        { Id: '000000000002', State: 'PENDING_ACTIVATION' },
        { Id: '000000000003', State: 'CLOSED' },
        { Id: '000000000004', Status: 'PENDING_CLOSURE' },
      ],
    ];
    const { estate, written } = await open({
      organization: true,
      roleName: 'reader',
      regions: ['eu-west-1'],
    });
    expect(placesOf(estate)).toEqual([OWN, OTHER, THIRD].map((id) => `aws ${id} eu-west-1`));
    expect(estate.unknown).toEqual([]);
    expect(written.err.split('\n')).toEqual([
      'account 000000000001 is SUSPENDED: skipped',
      'account 000000000002 is PENDING_ACTIVATION: skipped',
      'account 000000000003 is CLOSED: skipped',
      'account 000000000004 is PENDING_CLOSURE: skipped',
      '',
    ]);
  });

  test('of the organization of which no state is told are asked, not skipped', async () => {
    aws.pages = [[{ Id: OWN }, { Id: OTHER }]];
    const { estate } = await open({ organization: true, roleName: 'reader', regions: ['eu-west-1'] });
    expect(placesOf(estate)).toEqual([OWN, OTHER].map((id) => `aws ${id} eu-west-1`));
  });

  test('of an organization without any account are not believed', async () => {
    aws.pages = [[]];
    await expect(open({ organization: true, roleName: 'reader' })).rejects.toThrow('no account');
  });

  test.each([
    ['no Region at all', []],
    ['a Region without a name', ['eu-west-1', '']],
  ])('that list %s are unknown, and do not vanish beside others', async (_, regions) => {
    aws.enabled.set(OTHER, regions);
    const { estate } = await open({ accounts: [OWN, OTHER], roleName: 'reader' });
    expect(placesOf(estate)).toEqual([`aws ${OWN} eu-west-1`, `aws ${OWN} us-east-1`]);
    expect(estate.unknown).toEqual([
      { accountId: OTHER, cause: expect.stringContaining('ec2:DescribeRegions answered with') },
    ]);
  });

  test.each([['AccessDeniedException'], ['AWSOrganizationsNotInUseException']])(
    'of an organization that we may not list are told with who may: %s',
    async (name) => {
      aws.refusal = awsError(name);
      await expect(open({ organization: true, roleName: 'reader' })).rejects.toThrow(
        /AWS says [\s\S]*only the management account .* or a delegated administrator/,
      );
    },
  );

  test('whose role cannot be assumed are unknown, with the cause, and end nothing', async () => {
    aws.deniedRoles.set(OTHER, awsError('AccessDenied', 'not authorized to perform: sts:AssumeRole'));
    aws.deniedRoles.set(THIRD, awsError('Throttling'));
    const { estate } = await open({
      accounts: [OTHER, THIRD, OWN],
      roleName: 'reader',
      regions: ['eu-west-1'],
    });
    expect(placesOf(estate)).toEqual([`aws ${OWN} eu-west-1`]);
    expect(estate.unknown).toEqual([
      {
        accountId: OTHER,
        cause: expect.stringMatching(
          /^arn:aws:iam::444455556666:role\/reader cannot be assumed: .*--external-id.*AWS says: not authorized/,
        ),
      },
      { accountId: THIRD, cause: expect.stringMatching(/^throttled: /) },
    ]);
  });

  test('that have not enabled our Region are entered by another', async () => {
    aws.disabled.add(`${OTHER} eu-west-1`);
    const { estate } = await open({ accounts: [OTHER], roleName: 'reader', regions: ['eu-north-1'] });
    expect(placesOf(estate)).toEqual([`aws ${OTHER} eu-north-1`]);
    expect(callsOf('sts:AssumeRole').map((call) => call.split(' ')[1])).toEqual(['eu-west-1', 'us-east-1']);
  });

  test('a fault of ours is thrown', async () => {
    aws.deniedRoles.set(OTHER, new TypeError('x is not a function'));
    await expect(open({ accounts: [OTHER], roleName: 'reader' })).rejects.toThrow('x is not a function');
  });
});

test.each([
  [
    { accounts: [OTHER], organization: true, roleName: 'x' },
    '--accounts and --organization: give one of them',
  ],
  [{ region: 'eu-west-1', regions: ['eu-west-1'] }, '--region and --regions: give one of them'],
  [{ organization: true }, '--organization needs --role-name'],
  [
    { accounts: [OWN, OTHER] },
    `--accounts ${OTHER} is not the account of these credentials, and needs --role-name`,
  ],
  [{ roleName: 'reader' }, 'give --accounts or --organization with it'],
  [{ accounts: [OTHER], externalId: 'audit-7' }, 'give --role-name with it'],
])('flags that contradict each other are refused: %j', async (flags, message) => {
  await expect(open(flags)).rejects.toThrow(message);
});

test('our own account may be named without a role', async () => {
  expect(placesOf((await open({ accounts: [OWN], regions: ['eu-west-1'] })).estate)).toHaveLength(1);
});

test('clients are made when they are asked for, for one visit, and share their connections', async () => {
  const { estate } = await open({ regions: ['eu-west-1', 'eu-north-1'] });
  const [first, second] = estate.places.map(({ connect }) => connect());
  expect(first?.ec2).toBe(first?.ec2);
  expect(first?.ec2).not.toBe(second?.ec2);
  expect(estate.places[0]?.connect().ec2).not.toBe(first?.ec2);
  expect(first?.ec2.config.requestHandler).toBe(second?.securityhub.config.requestHandler);
  estate.close();
});
