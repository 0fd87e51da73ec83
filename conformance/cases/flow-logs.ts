import type { Case } from '../case';
import { BUCKET, CLOSED_BUCKET, GROUP, ROLE_ARN } from './destinations';
import { call, clean, filter, taggedWith } from './ec2';

type Input = Case['input'];

/** Long enough after the creation that the sandbox tells whether records arrive. moto always does. */
const FIRST_DELIVERY = 900;

const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

const create = (title: string, input: Input, name?: string): Case =>
  call(
    'CreateFlowLogs',
    title,
    {
      ...{ ResourceType: 'VPC', ResourceIds: ['$vpc1'], TrafficType: 'ALL' },
      ...{ LogDestinationType: 's3', LogDestination: bucketArn(BUCKET), ...input },
    },
    name ? { keeps: { [name]: 'FlowLogIds.0' } } : {},
  );

/** Flow logs that only one side may accept: each to a bucket of its own, and deleted at once. */
const refused = (...cases: readonly (readonly [title: string, input: Input])[]): readonly Case[] =>
  cases.flatMap(([title, input], index) => {
    const LogDestination = `${bucketArn(BUCKET)}-${index + 1}`;
    return [
      create(title, { ResourceIds: ['$vpc6'], LogDestination, ...input }, `fl9${index}`),
      clean('DeleteFlowLogs', { FlowLogIds: [`$fl9${index}`] }),
    ];
  });

const CREATION: readonly Case[] = [
  create('of a VPC', {}, 'fl1'),
  create(
    'all options',
    {
      ResourceIds: ['$vpc2'],
      TrafficType: 'REJECT',
      MaxAggregationInterval: 60,
      LogFormat: ['version', 'vpc-id', 'flow-direction'].map((field) => `\${${field}}`).join(' '),
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
      TagSpecifications: taggedWith('vpc-flow-log', { Name: 'f' }),
    },
    'fl2',
  ),
  create('of a subnet', { ResourceType: 'Subnet', ResourceIds: ['$subnet1'] }, 'fl3'),
  create('of an interface', { ResourceType: 'NetworkInterface', ResourceIds: ['$eni1'] }, 'fl4'),
  call(
    'CreateFlowLogs',
    'of two VPCs',
    {
      ...{ ResourceType: 'VPC', ResourceIds: ['$vpc3', '$vpc4'], TrafficType: 'ACCEPT' },
      ...{ LogDestinationType: 's3', LogDestination: bucketArn(BUCKET) },
    },
    { keeps: { fl5: 'FlowLogIds.0', fl6: 'FlowLogIds.1' } },
  ),
  create('a client token', { ResourceIds: ['$vpc5'], ClientToken: 'token-1' }, 'fl7'),
  create('the client token again', { ResourceIds: ['$vpc5'], ClientToken: 'token-1' }),
  create('a second one', {}),
  create('a second one with other traffic', { TrafficType: 'REJECT' }),
  create(
    'to a log group',
    {
      ...{ ResourceIds: ['$vpc6'], LogDestinationType: 'cloud-watch-logs', LogDestination: undefined },
      ...{ LogGroupName: GROUP, DeliverLogsPermissionArn: ROLE_ARN },
    },
    'fl8',
  ),
  create('to a log group without a role', {
    ...{ LogDestinationType: 'cloud-watch-logs', LogDestination: undefined, LogGroupName: GROUP },
  }),
  create('without a destination', { LogDestinationType: undefined, LogDestination: undefined }),
];

const REFUSALS: readonly Case[] = [
  create('a folder', { LogDestination: `${bucketArn(BUCKET)}/network/a` }, 'fl81'),
  clean('DeleteFlowLogs', { FlowLogIds: ['$fl81'] }),
  create('a missing bucket', { LogDestination: bucketArn('no-such-bucket-here') }),
  create('a closed bucket', { LogDestination: bucketArn(CLOSED_BUCKET) }, 'fl82'),
  clean('DeleteFlowLogs', { FlowLogIds: ['$fl82'] }),
  create('S3 without a destination', { LogDestination: undefined }),
  ...refused(
    ['the client token with another request', { ClientToken: 'token-1' }],
    ['S3 and a log group', { LogGroupName: 'g' }],
    ['no traffic type', { TrafficType: undefined }],
    ['an unknown traffic type', { TrafficType: 'SOME' }],
    ['300 seconds', { MaxAggregationInterval: 300 }],
    ['an unknown field', { LogFormat: ['$', '{nonsense}'].join('') }],
    ['an unknown file format', { DestinationOptions: { FileFormat: 'csv' } }],
    ['an unknown VPC', { ResourceIds: ['$vpc99'] }],
    ['an unknown subnet', { ResourceType: 'Subnet', ResourceIds: ['$subnet99'] }],
    ['an unknown interface', { ResourceType: 'NetworkInterface', ResourceIds: ['$eni99'] }],
    ['no resources', { ResourceIds: [] }],
  ),
];

const describe = (title: string, input: Input): Case => call('DescribeFlowLogs', title, input);

const DESCRIPTION: readonly Case[] = [
  call('DescribeVpcs', 'while time passes', { VpcIds: ['$vpc1'] }, { advance: FIRST_DELIVERY }),
  describe('all', {}),
  describe('by id', { FlowLogIds: ['$fl1'] }),
  describe('unknown id', { FlowLogIds: ['$fl99'] }),
  ...(
    [
      ['resource-id', '$vpc1'],
      ['flow-log-id', '$fl1'],
      ['traffic-type', 'REJECT'],
      ['log-destination-type', 's3'],
      ['log-destination-type', 'cloud-watch-logs'],
      ['log-group-name', GROUP],
      ['deliver-log-status', 'SUCCESS'],
      ['deliver-log-status', 'FAILED'],
      ['tag:Name', 'f'],
      ['tag-key', 'Name'],
      ['tag-key', 'None'],
      ['resource-id', '$vpc99'],
    ] as const
  ).map(([name, value]) => describe(`${name} ${value}`, { Filter: [filter(name, value)] })),
  describe('MaxResults 2', { MaxResults: 2 }),
];

const remove = (title: string, input: Input): Case => call('DeleteFlowLogs', title, input);

const DELETION: readonly Case[] = [
  remove('one', { FlowLogIds: ['$fl1'] }),
  remove('the same again', { FlowLogIds: ['$fl1'] }),
  remove('unknown', { FlowLogIds: ['$fl99'] }),
  remove('none', { FlowLogIds: [] }),
  describe('after DeleteFlowLogs', {}),
];

export const FLOW_LOG_CASES: readonly Case[] = [...CREATION, ...REFUSALS, ...DESCRIPTION, ...DELETION];
