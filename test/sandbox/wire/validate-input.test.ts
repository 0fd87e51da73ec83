import { operationSchema, type ServiceName } from '../../../sandbox/wire/services';
import { validateInput } from '../../../sandbox/wire/validate-input';

function problems(service: ServiceName, operation: string, input: unknown): string[] {
  const schema = operationSchema(service, operation);
  if (schema === undefined) throw new Error(`no operation ${operation} of ${service}`);
  return validateInput(schema, input);
}

const flowLog = { ResourceIds: ['vpc-1'], ResourceType: 'VPC' };

it.each([
  ['the least of CreateFlowLogs', 'ec2', 'CreateFlowLogs', flowLog],
  [
    'a full CreateFlowLogs',
    'ec2',
    'CreateFlowLogs',
    {
      ...flowLog,
      MaxAggregationInterval: 60,
      DestinationOptions: { PerHourPartition: true },
      TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [{ Key: 'a', Value: '' }] }],
    },
  ],
  ['an operation without required input', 'ec2', 'DescribeVpcs', {}],
  [
    'a timestamp as text',
    'config',
    'GetResourceConfigHistory',
    { resourceType: 'a', resourceId: 'b', laterTime: '2026-03-01T00:00:00Z' },
  ],
  ['a map of lists', 'ssm', 'StartAutomationExecution', { DocumentName: 'd', Parameters: { A: ['b'] } }],
] as const)('has nothing against %s', (_title, service, operation, input) => {
  expect(problems(service, operation, input)).toEqual([]);
});

it.each([
  [
    'missing required members',
    'ec2',
    'CreateFlowLogs',
    {},
    [
      'Missing required parameter in input: "ResourceIds"',
      'Missing required parameter in input: "ResourceType"',
    ],
  ],
  [
    'an unknown member, naming what there is',
    'ec2',
    'DeleteFlowLogs',
    { FlowLogIds: ['fl-1'], FlowLogID: 'x' },
    ['Unknown parameter in input: "FlowLogID", must be one of: FlowLogIds, DryRun'],
  ],
  [
    'an unknown member deep inside, with its path',
    'ec2',
    'CreateTags',
    { Resources: ['a'], Tags: [{ Key: 'a' }, { key: 'b' }] },
    ['Unknown parameter in Tags[1]: "key", must be one of: Key, Value'],
  ],
  [
    'a name that every object has',
    'ec2',
    'DeleteFlowLogs',
    { FlowLogIds: ['fl-1'], constructor: 'x' },
    ['Unknown parameter in input: "constructor", must be one of: FlowLogIds, DryRun'],
  ],
  [
    'the boto3 alias of Filter',
    'ec2',
    'DescribeFlowLogs',
    { Filters: [] },
    [
      'Unknown parameter in input: "Filters", must be one of: DryRun, Filter, FlowLogIds, MaxResults, NextToken',
    ],
  ],
  [
    'text for a number, a boolean and a list, all at once',
    'ec2',
    'CreateFlowLogs',
    {
      ResourceIds: 'vpc-1',
      ResourceType: 'VPC',
      MaxAggregationInterval: '60',
      DestinationOptions: { PerHourPartition: 'true' },
    },
    [
      "Invalid type for parameter ResourceIds, value: vpc-1, type: <class 'str'>, valid types: <class 'list'>, <class 'tuple'>",
      "Invalid type for parameter MaxAggregationInterval, value: 60, type: <class 'str'>, valid types: <class 'int'>",
      "Invalid type for parameter DestinationOptions.PerHourPartition, value: true, type: <class 'str'>, valid types: <class 'bool'>",
    ],
  ],
  [
    'a number for text',
    'ec2',
    'CreateFlowLogs',
    { ...flowLog, ResourceIds: [1] },
    ["Invalid type for parameter ResourceIds[0], value: 1, type: <class 'int'>, valid types: <class 'str'>"],
  ],
  [
    'null, even for an optional member',
    'ec2',
    'DescribeVpcs',
    { NextToken: null },
    [
      "Invalid type for parameter NextToken, value: None, type: <class 'NoneType'>, valid types: <class 'str'>",
    ],
  ],
  [
    'a timestamp that is none',
    'config',
    'GetResourceConfigHistory',
    { resourceType: 'a', resourceId: 'b', laterTime: 'soon' },
    [
      "Invalid type for parameter laterTime, value: soon, type: <class 'str'>, valid types: <class 'datetime.datetime'>, timestamp-string",
    ],
  ],
  [
    'an input that is no structure',
    'ec2',
    'DescribeVpcs',
    [],
    ["Invalid type for parameter input, value: [], type: <class 'list'>, valid types: <class 'dict'>"],
  ],
] as const)('refuses %s', (_title, service, operation, input, expected) => {
  expect(problems(service, operation, input)).toEqual(expected);
});
