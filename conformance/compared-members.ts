import type { MemberPath } from './members';

const VPC = [
  ...['VpcId', 'OwnerId', 'CidrBlock', 'IsDefault', 'InstanceTenancy', 'State', 'Tags', 'DhcpOptionsId'],
  ...['CidrBlockAssociationSet[].CidrBlock', 'CidrBlockAssociationSet[].CidrBlockState.State'],
  'Ipv6CidrBlockAssociationSet',
];
const SUBNET = [
  ...['SubnetId', 'SubnetArn', 'VpcId', 'OwnerId', 'CidrBlock', 'DefaultForAz', 'State', 'Tags'],
  ...['AvailableIpAddressCount', 'MapPublicIpOnLaunch', 'AssignIpv6AddressOnCreation', 'Ipv6Native'],
  ...['Ipv6CidrBlockAssociationSet', 'PrivateDnsNameOptionsOnLaunch'],
];
const INTERFACE = [
  ...[
    'NetworkInterfaceId',
    'SubnetId',
    'VpcId',
    'OwnerId',
    'Status',
    'TagSet',
    'Description',
    'InterfaceType',
  ],
  ...['RequesterManaged', 'SourceDestCheck', 'Groups[].GroupName', 'PrivateIpAddresses[].Primary'],
  'Ipv6Addresses',
];
const FLOW_LOG = [
  ...['FlowLogId', 'FlowLogStatus', 'ResourceId', 'TrafficType', 'LogDestinationType', 'LogDestination'],
  ...['LogFormat', 'MaxAggregationInterval', 'Tags', 'DeliverLogsStatus', 'DeliverLogsErrorMessage'],
  ...['LogGroupName', 'DeliverLogsPermissionArn', 'DestinationOptions'],
];

const ROLE = ['RoleName', 'Path', 'Arn', 'AssumeRolePolicyDocument', 'MaxSessionDuration', 'Description'];

const KEY = [
  ...['AWSAccountId', 'Enabled', 'KeyState', 'KeyManager', 'KeyUsage', 'KeySpec', 'Origin'],
  ...['Description', 'MultiRegion'],
];

const within = (parent: string, members: readonly string[]): readonly MemberPath[] =>
  members.map((member) => `${parent}.${member}`);

/** What is compared of an operation's answer; of others, that they succeed or fail alike. */
export const COMPARED_MEMBERS: Readonly<Record<string, readonly MemberPath[]>> = {
  DescribeRegions: within('Regions[]', ['RegionName', 'Endpoint', 'OptInStatus']),
  CreateVpc: within('Vpc', VPC),
  CreateDefaultVpc: within('Vpc', VPC),
  DescribeVpcs: within('Vpcs[]', VPC),
  CreateSubnet: within('Subnet', SUBNET),
  DescribeSubnets: within('Subnets[]', SUBNET),
  CreateNetworkInterface: within('NetworkInterface', INTERFACE),
  DescribeNetworkInterfaces: within('NetworkInterfaces[]', INTERFACE),
  CreateFlowLogs: ['FlowLogIds[]', 'Unsuccessful[].Error.Code', 'ClientToken'],
  DescribeFlowLogs: within('FlowLogs[]', FLOW_LOG),
  DeleteFlowLogs: ['Unsuccessful'],
  DescribeLogGroups: within('logGroups[]', [
    'logGroupName',
    'arn',
    'logGroupArn',
    'retentionInDays',
    'storedBytes',
  ]),
  DescribeLogStreams: within('logStreams[]', ['logStreamName', 'arn']),
  GetBucketPolicy: ['Policy'],
  GetBucketLocation: ['LocationConstraint'],
  ListBuckets: ['Buckets[].Name'],
  CreateRole: within('Role', ROLE),
  GetRole: within('Role', ROLE),
  GetRolePolicy: ['RoleName', 'PolicyName', 'PolicyDocument'],
  ListRolePolicies: ['PolicyNames[]', 'IsTruncated'],
  CreateDeliveryStream: ['DeliveryStreamARN'],
  DescribeDeliveryStream: within('DeliveryStreamDescription', [
    ...['DeliveryStreamName', 'DeliveryStreamARN', 'DeliveryStreamStatus', 'DeliveryStreamType'],
    ...['HasMoreDestinations', 'Destinations[].ExtendedS3DestinationDescription.BucketARN'],
  ]),
  ListDeliveryStreams: ['DeliveryStreamNames[]', 'HasMoreDeliveryStreams'],
  ListTagsForDeliveryStream: ['Tags', 'HasMoreTags'],
  CreateKey: within('KeyMetadata', KEY),
  DescribeKey: within('KeyMetadata', KEY),
  GetKeyPolicy: ['Policy', 'PolicyName'],
  ScheduleKeyDeletion: ['KeyState', 'PendingWindowInDays'],
};
