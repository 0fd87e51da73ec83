import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  type RecorderStatus,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { auditRegion, type RegionAudit, standingOf } from '../../../fleet/audit/region-audit';
import { createClients } from '../../../fleet/aws/clients';
import type { AuditRequirement } from '../../../fleet/requirements';
import { ReadError } from '../../../inventory/read-error';
import { PLACE, requirement, VPC_ID } from '../../policy/builders';

const ec2 = mockClient(EC2Client);
const config = mockClient(ConfigServiceClient);
const NOW = new Date('2026-06-15T12:00:00Z');
const STATION = { place: PLACE, clients: createClients({ region: PLACE.region }) };

const required = (given: Readonly<Record<string, unknown>> = {}, name = 'all-traffic'): AuditRequirement => ({
  name,
  source: 'flags',
  parameters: requirement(given),
});

const audit = (requirements = [required()], options?: { readonly ec2Only: boolean }): Promise<RegionAudit> =>
  auditRegion(STATION, requirements, NOW, options);

const vpcId = (index: number): string => `vpc-${index.toString(16).padStart(17, '0')}`;
const vpc = (id = VPC_ID, given: object = {}) => ({ VpcId: id, OwnerId: PLACE.accountId, ...given });
const flowLog = (resourceId = VPC_ID, given: object = {}) => ({
  FlowLogId: `fl-of-${resourceId}`,
  ResourceId: resourceId,
  TrafficType: 'ALL' as const,
  FlowLogStatus: 'ACTIVE',
  DeliverLogsStatus: 'SUCCESS',
  LogDestinationType: 's3' as const,
  LogDestination: 'arn:aws:s3:::org-logs',
  ...given,
});

const RECORDER = { name: 'default', recordingGroup: { allSupported: true } };
const RECORDING = { name: 'default', recording: true, lastStatus: 'SUCCESS' as RecorderStatus };

beforeEach(() => {
  ec2.reset();
  config.reset();
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [] });
  ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [] });
  ec2.on(DescribeSubnetsCommand).resolves({ Subnets: [] });
  config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [RECORDER] });
  config.on(DescribeConfigurationRecorderStatusCommand).resolves({
    ConfigurationRecordersStatus: [RECORDING],
  });
});

describe('a Region', () => {
  test('of two thousand VPCs is read by pages, whatever the number of VPCs', async () => {
    const [first, second] = [0, 1000].map((from) =>
      Array.from({ length: 1000 }, (_, index) => vpcId(from + index)),
    );
    ec2.on(DescribeVpcsCommand).resolvesOnce({ Vpcs: first?.map((id) => vpc(id)), NextToken: 'more' });
    ec2.on(DescribeVpcsCommand, { NextToken: 'more' }).resolves({ Vpcs: second?.map((id) => vpc(id)) });
    ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: first?.map((id) => flowLog(id)) });
    const { vpcs } = await audit();
    const covered = vpcs.filter(({ standing }) => standing === 'covered');
    expect([vpcs.length, covered.length]).toEqual([2000, 1000]);
    expect(ec2.calls()).toHaveLength(3);
    expect(config.calls()).toHaveLength(2);
  });

  test('is asked for everything at once', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    ec2.on(DescribeVpcsCommand).callsFake(() => answered.then(() => ({ Vpcs: [] })));
    const done = audit();
    while (ec2.calls().length + config.calls().length < 4)
      await new Promise((resolve) => setImmediate(resolve));
    answer();
    expect((await done).vpcs).toEqual([]);
  });

  test('tells of each VPC its verdicts and the flow logs with their tags', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc()] });
    const CreationTime = new Date('2026-01-01T00:00:00Z');
    ec2.on(DescribeFlowLogsCommand).resolves({
      FlowLogs: [
        flowLog(VPC_ID, { CreationTime, Tags: [{ Key: 'a', Value: 'b' }] }),
        flowLog('vpc-of-another'),
      ],
    });
    const { vpcs, recorder, place } = await audit([
      required(),
      required({ requiredFields: 'vpc-id' }, 'fields'),
    ]);
    expect([recorder, place]).toEqual([{ state: 'read' }, PLACE]);
    expect(vpcs).toMatchObject([
      {
        vpc: { vpcId: VPC_ID },
        standing: 'gap',
        verdicts: [
          { requirement: 'all-traffic', verdict: { reason: 'covered' } },
          { requirement: 'fields', verdict: { reason: 'log-format' } },
        ],
        flowLogs: [{ fact: { flowLogId: `fl-of-${VPC_ID}` }, createdAt: CreationTime, tags: { a: 'b' } }],
      },
    ]);
  });

  test('lists a VPC once that two pages list', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc(), vpc()] });
    expect((await audit()).vpcs).toHaveLength(1);
  });

  test('that cannot be read to the end is an error, and no verdict', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc()] });
    const denied = Object.assign(new Error('no'), { name: 'UnauthorizedOperation' });
    ec2.on(DescribeFlowLogsCommand).rejects(denied);
    await expect(audit()).rejects.toThrow(ReadError);
    ec2.on(DescribeFlowLogsCommand).resolves({});
    await expect(audit()).rejects.toThrow('ec2:DescribeFlowLogs answered with no list');
  });
});

describe('subnets', () => {
  const stage = (): void => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc()] });
    ec2.on(DescribeSubnetsCommand).resolves({
      Subnets: [
        { SubnetId: 'subnet-1', VpcId: VPC_ID },
        { SubnetId: 'subnet-2', VpcId: VPC_ID },
      ],
    });
    ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [flowLog('subnet-1'), flowLog('subnet-2')] });
  };

  test('are read where a requirement accepts their coverage', async () => {
    stage();
    const { vpcs } = await audit([required({ acceptSubnetCoverage: true }), required({}, 'strict')]);
    expect(vpcs).toMatchObject([
      { standing: 'gap', verdicts: [{ verdict: { reason: 'subnets-covered' } }, { requirement: 'strict' }] },
    ]);
    expect(vpcs[0]?.flowLogs).toHaveLength(2);
  });

  test('are not asked for otherwise', async () => {
    stage();
    expect((await audit()).vpcs).toMatchObject([{ standing: 'gap', flowLogs: [] }]);
    expect(ec2.commandCalls(DescribeSubnetsCommand)).toHaveLength(0);
  });
});

test('a recorder that is on and whose last recording failed is told, and hides no verdict', async () => {
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc()] });
  config.on(DescribeConfigurationRecorderStatusCommand).resolves({
    ConfigurationRecordersStatus: [
      {
        ...RECORDING,
        lastStatus: 'FAILURE' as RecorderStatus,
        lastErrorCode: 'AccessDenied',
        lastErrorMessage: 'no role',
      },
    ],
  });
  const { recorder, vpcs } = await audit();
  expect(recorder).toEqual({
    state: 'read',
    note: 'AWS Config records, but the last recording failed: AccessDenied no role',
  });
  expect(vpcs).toMatchObject([{ standing: 'gap' }]);
});

describe('where Config does not record, every standing is unknown', () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: {} });

  test.each<[string, () => void, string, RegExp]>([
    [
      'no recorder',
      () => {
        config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [] });
        config.on(DescribeConfigurationRecorderStatusCommand).resolves({ ConfigurationRecordersStatus: [] });
      },
      'off',
      /^AWS Config does not record here: there is no recorder in this Region$/,
    ],
    [
      'the status of a recorder that is not listed',
      () => config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [] }),
      'unknown',
      /answered with no recorder, and Config has the status of one/,
    ],
    [
      'a stopped recorder',
      () => {
        config.on(DescribeConfigurationRecorderStatusCommand).resolves({
          ConfigurationRecordersStatus: [{ ...RECORDING, recording: false }],
        });
      },
      'off',
      /the recorder is stopped$/,
    ],
    [
      'a recorder that leaves VPCs out',
      () => {
        config.on(DescribeConfigurationRecordersCommand).resolves({
          ConfigurationRecorders: [
            { name: 'default', recordingGroup: { resourceTypes: ['AWS::S3::Bucket'] } },
          ],
        });
      },
      'off',
      /AWS::EC2::VPC: the recorder default does not record it$/,
    ],
    [
      'a strategy that nobody knows yet',
      () => {
        const recordingGroup = { recordingStrategy: { useOnly: 'NEW_STRATEGY' as never } };
        config.on(DescribeConfigurationRecordersCommand).resolves({
          ConfigurationRecorders: [{ name: 'default', recordingGroup }],
        });
      },
      'unknown',
      /^whether AWS Config records here cannot be told: AWS::EC2::VPC/,
    ],
    [
      'an answer without a list',
      () => config.on(DescribeConfigurationRecordersCommand).resolves({}),
      'unknown',
      /answered with no list/,
    ],
    [
      'access denied',
      () => config.on(DescribeConfigurationRecorderStatusCommand).rejects(denied),
      'unknown',
      /^access denied/,
    ],
  ])('%s', async (_, stage, state, cause) => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc(), vpc(vpcId(1))] });
    ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [flowLog()] });
    stage();
    const { recorder, vpcs } = await audit();
    expect(recorder).toEqual({ state, cause: expect.stringMatching(cause) });
    expect(vpcs.map(({ standing }) => standing)).toEqual(['unknown', 'unknown']);
  });

  test('but not with --ec2-only, which asks nothing of Config', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc()] });
    config.on(DescribeConfigurationRecorderStatusCommand).rejects(denied);
    expect((await audit([required()], { ec2Only: true })).vpcs).toMatchObject([{ standing: 'gap' }]);
    expect(config.calls()).toHaveLength(0);
  });

  test('nor where only flow logs are left out: the rule asks EC2 for them', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [vpc()] });
    config.on(DescribeConfigurationRecordersCommand).resolves({
      ConfigurationRecorders: [{ name: 'default', recordingGroup: { resourceTypes: ['AWS::EC2::VPC'] } }],
    });
    expect((await audit()).vpcs).toMatchObject([{ standing: 'gap' }]);
  });

  test('a fault of ours is thrown', async () => {
    config.on(DescribeConfigurationRecorderStatusCommand).callsFake(() => {
      throw new RangeError('ours');
    });
    await expect(audit()).rejects.toThrow(RangeError);
  });
});

test('the standing of a VPC is that of its gravest verdict, whatever their order', () => {
  const reasons = [
    'covered',
    'no-flow-log',
    'exempt-tag',
    'subnets-covered',
    'delivery-failed',
    'shared',
  ] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...reasons), { minLength: 1, maxLength: 5 }), (given) => {
      const verdicts = given.map((reason, index) => ({
        requirement: String(index),
        verdict: { vpcId: VPC_ID, reason, annotation: reason },
      }));
      const has = (...wanted: readonly string[]): boolean => given.some((each) => wanted.includes(each));
      const expected = has('no-flow-log', 'delivery-failed')
        ? 'gap'
        : has('covered', 'subnets-covered')
          ? 'covered'
          : 'not-applicable';
      expect(standingOf(verdicts)).toBe(expected);
      expect(standingOf([...verdicts].reverse())).toBe(expected);
    }),
  );
});
