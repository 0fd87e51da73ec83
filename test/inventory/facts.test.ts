import type { FlowLog as ListedFlowLog } from '@aws-sdk/client-ec2';
import { toFlowLog } from '../../inventory/flow-log-fact';
import { describeError, ReadError } from '../../inventory/read-error';
import { toSubnet } from '../../inventory/subnet-fact';
import { toVpc } from '../../inventory/vpc-fact';
import type { FlowLog } from '../../policy/facts';
import { judge } from '../../policy/judge';
import { parseParameters } from '../../policy/parse-parameters';
import { DEFAULT_FIELDS } from '../../policy/record-fields';

const place = { partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' };
const ids = { FlowLogId: 'fl-1', ResourceId: 'vpc-1' };
const map = (members: ListedFlowLog): FlowLog => toFlowLog({ ...ids, ...members }, place);
/** A value that the API of the future may give. */
const future = (value: string) => value as never;

describe('a flow log, as EC2 lists it', () => {
  test('becomes the facts that the judge knows', () => {
    expect(
      map({
        CreationTime: new Date(0),
        FlowLogStatus: 'ACTIVE',
        DeliverLogsStatus: 'FAILED',
        DeliverLogsErrorMessage: 'Access error',
        TrafficType: 'ACCEPT',
        LogDestinationType: 's3',
        LogDestination: 'arn:aws-cn:s3:::bucket/prefix/',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the log format's own syntax
        LogFormat: '${version} ${vpc-id}',
        MaxAggregationInterval: 60,
        DestinationOptions: { FileFormat: 'parquet' },
      }),
    ).toEqual({
      flowLogId: 'fl-1',
      resourceId: 'vpc-1',
      flowLogStatus: 'ACTIVE',
      deliverLogsStatus: 'FAILED',
      deliverLogsErrorMessage: 'Access error',
      trafficType: 'ACCEPT',
      destinationType: 's3',
      destination: 'arn:aws-cn:s3:::bucket/prefix/',
      fields: ['version', 'vpc-id'],
      maxAggregationInterval: 60,
      fileFormat: 'parquet',
    });
  });

  const group = 'arn:aws-cn:logs:cn-north-1:111122223333:log-group:flow-logs';
  test.each<[string, ListedFlowLog, Partial<FlowLog>]>([
    ['no interval is 600 seconds', {}, { maxAggregationInterval: 600 }],
    ['no format is the default one', {}, { fields: DEFAULT_FIELDS }],
    [
      'no destination type is CloudWatch Logs',
      {},
      { destinationType: 'cloud-watch-logs', fileFormat: undefined },
    ],
    ['a group name is its ARN in this place', { LogGroupName: 'flow-logs' }, { destination: group }],
    [
      'the role that delivers to a group is named',
      { LogDestination: group, DeliverLogsPermissionArn: 'arn:aws-cn:iam::111122223333:role/r' },
      { destination: group, deliveryRoleArn: 'arn:aws-cn:iam::111122223333:role/r' },
    ],
    [
      'an empty destination is none',
      { LogDestination: '', LogGroupName: 'flow-logs' },
      { destination: group },
    ],
    [
      'a destination goes before a group name',
      { LogGroupName: 'x', LogDestination: group },
      { destination: group },
    ],
    [
      "another account's group is not given an ARN of ours",
      { LogGroupName: 'flow-logs', DeliverCrossAccountRole: 'arn:aws-cn:iam::444455556666:role/r' },
      { destination: undefined },
    ],
    ['no destination at all stays unknown', {}, { destination: undefined }],
    ['no file format on S3 is plain text', { LogDestinationType: 's3' }, { fileFormat: 'plain-text' }],
    [
      'no file format in the options of S3 is plain text',
      { LogDestinationType: 's3', DestinationOptions: { PerHourPartition: true } },
      { fileFormat: 'plain-text' },
    ],
    [
      'Firehose has no file format',
      { LogDestinationType: 'kinesis-data-firehose' },
      { fileFormat: undefined },
    ],
    ['no status stays unknown', {}, { flowLogStatus: undefined, deliverLogsStatus: undefined }],
    ['no traffic type stays unknown', {}, { trafficType: undefined }],
  ])('is completed by what the documentation says only: %s', (_, listed, facts) => {
    expect(map(listed)).toMatchObject(facts);
  });

  test.each([
    ['FlowLogId', 'a flow log  without id'],
    ['ResourceId', 'a flow log fl-1 without id or resource'],
  ])('without %s is a broken answer', (member, message) => {
    expect(() => toFlowLog({ ...ids, [member]: undefined }, place)).toThrow(message);
    expect(() => toFlowLog({ ...ids, [member]: '' }, place)).toThrow('ec2:DescribeFlowLogs answered with');
  });
});

describe('a flow log with a value that this version does not know', () => {
  const covering: ListedFlowLog = {
    FlowLogStatus: 'ACTIVE',
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: 'arn:aws-cn:s3:::bucket',
  };
  const verdictOn = (listed: ListedFlowLog, ruleParameters = {}) => {
    const parsed = parseParameters(ruleParameters);
    if (!parsed.ok) throw new Error('wrong parameters');
    const vpc = toVpc({ VpcId: 'vpc-1', OwnerId: place.accountId });
    const judgement = { vpc, flowLogs: [map(listed)], place, parameters: parsed.value, now: new Date(0) };
    return judge(judgement);
  };

  test('is compared with one that covers', () => {
    expect(verdictOn(covering).reason).toBe('covered');
  });

  test.each<[string, ListedFlowLog, Record<string, string>]>([
    ['traffic type', { TrafficType: future('ENCRYPTED') }, {}],
    ['destination type', { LogDestinationType: future('carrier-pigeon') }, {}],
    ['file format', { DestinationOptions: { FileFormat: future('orc') } }, { fileFormat: 'plain-text' }],
  ])('in its %s covers nothing', (_, members, ruleParameters) => {
    expect(verdictOn({ ...covering, ...members }, ruleParameters).reason).not.toBe('covered');
  });

  test('in its destination type is the reason given', () => {
    const { reason, annotation } = verdictOn({ ...covering, LogDestinationType: future('carrier-pigeon') });
    expect(reason).toBe('destination-type');
    expect(annotation).toContain('delivers to a type of destination that is unknown here');
  });
});

describe('a VPC, as EC2 lists it', () => {
  test('becomes the facts that the judge knows', () => {
    expect(
      toVpc({
        VpcId: 'vpc-1',
        OwnerId: '444455556666',
        IsDefault: true,
        Tags: [{ Key: 'Name', Value: 'web' }, { Key: 'empty' }],
      }),
    ).toEqual({
      vpcId: 'vpc-1',
      ownerId: '444455556666',
      isDefault: true,
      tags: { Name: 'web', empty: '' },
    });
  });

  test('without tags has none, and is a default VPC only when EC2 says so', () => {
    expect(toVpc({ VpcId: 'vpc-1', OwnerId: '1' })).toMatchObject({ tags: {}, isDefault: false });
  });

  test('may have a tag with a name that objects have by themselves', () => {
    const { tags } = toVpc({ VpcId: 'vpc-1', OwnerId: '1', Tags: [{ Key: '__proto__', Value: 'x' }] });
    expect(Object.entries(tags)).toEqual([['__proto__', 'x']]);
  });

  test.each(['VpcId', 'OwnerId'])('without %s is a broken answer', (member) => {
    expect(() => toVpc({ VpcId: 'vpc-1', OwnerId: '1', [member]: undefined })).toThrow(
      'without id or owner, allowed: VPCs with VpcId and OwnerId',
    );
  });
});

describe('a subnet, as EC2 lists it', () => {
  test('is its id and its VPC', () => {
    expect(toSubnet({ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24' })).toEqual({
      subnetId: 'subnet-1',
      vpcId: 'vpc-1',
    });
  });

  test.each([{ SubnetId: 'subnet-1' }, { VpcId: 'vpc-1' }, { SubnetId: '', VpcId: 'vpc-1' }])(
    'without id or VPC is a broken answer: %j',
    (listed) => {
      expect(() => toSubnet(listed)).toThrow(
        /^ec2:DescribeSubnets answered with a subnet .* without id or VPC/,
      );
    },
  );
});

describe('an error', () => {
  test.each([
    [Object.assign(new Error('no'), { name: 'AccessDenied' }), 'AccessDenied: no'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('is described, whatever was thrown: %s', (thrown, text) => {
    expect(describeError(thrown)).toBe(text);
  });

  test('of a read is not wrapped twice', () => {
    const broken = ReadError.broken('ec2:DescribeVpcs', 'x', 'y');
    expect(ReadError.failed('ec2:DescribeVpcs', broken)).toBe(broken);
  });
});
