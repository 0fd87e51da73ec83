import { type PlayedEndpoint, playEndpoint, type RawRequest, send } from './played-endpoint';

let played: PlayedEndpoint;

beforeEach(async () => {
  played = await playEndpoint();
  played.answerWith({});
});

afterEach(() => played.close());

const version = 'Version=2016-11-15';
const ec2 = (body: string): RawRequest => ({ service: 'ec2', body });
const json = (service: string, target: string, body: string): RawRequest => ({
  service,
  headers: { 'x-amz-target': target },
  body,
});
const putEvaluations = (body: string) => json('config', 'StarlingDoveService.PutEvaluations', body);
const query = (operation: string, parameters: string) => ec2(`Action=${operation}&${version}&${parameters}`);

/** Code and message, from XML or JSON. */
async function refusal(request: RawRequest): Promise<string> {
  const { body, headers } = await send(played.url, request);
  expect(headers.get('x-amzn-requestid')).toMatch(/^0{8}-/);
  if (!body.startsWith('<')) {
    const { __type, message } = JSON.parse(body);
    return `${__type}: ${message}`;
  }
  const [, code, message] = /<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(body) ?? [];
  expect(body).toMatch(/<RequestID>0{8}-.*<\/RequestID><\/Response>$/);
  return `${code}: ${message}`;
}

const rows: readonly (readonly [title: string, request: RawRequest, refusal: string])[] = [
  [
    'an EC2 request that nobody signed',
    { body: `Action=DescribeVpcs&${version}` },
    'MissingParameter: The request must contain the parameter AWSAccessKeyId',
  ],
  [
    'a JSON request that nobody signed',
    { headers: { 'x-amz-target': 'AmazonSSM.ListDocuments' }, body: '{}' },
    'MissingAuthenticationTokenException: Missing Authentication Token',
  ],
  [
    'an Authorization header without a credential scope',
    { headers: { authorization: 'Bearer token' }, body: '' },
    'IncompleteSignature: Authorization header requires a Credential of the form key/date/region/service/aws4_request and a Signature.',
  ],
  [
    'a service that is not played',
    { service: 'sts', body: 'Action=GetCallerIdentity&Version=2011-06-15' },
    'NotModelled: the sandbox has no service sts; it plays config, ec2, ssm',
  ],
  [
    'a service that is not played and speaks JSON',
    json('kinesis', 'Kinesis_20131202.ListStreams', '{}'),
    'NotModelled: the sandbox has no service kinesis; it plays config, ec2, ssm',
  ],
  [
    'a method other than POST',
    { service: 'ec2', method: 'DELETE' },
    'NotModelled: the sandbox reads POST /, not DELETE /',
  ],
  [
    'an action that EC2 does not have',
    query('DescribeVpcz', ''),
    'InvalidAction: The action DescribeVpcz is not valid for this web service.',
  ],
  ['no action at all', ec2(version), 'MissingParameter: The request must contain the parameter Action'],
  [
    'an action whose name every object has',
    query('constructor', ''),
    'InvalidAction: The action constructor is not valid for this web service.',
  ],
  [
    'another version of EC2',
    ec2('Action=DescribeVpcs&Version=2015-10-01'),
    'NoSuchVersion: The requested version (2015-10-01) of service AmazonEC2 does not exist',
  ],
  [
    'a target of another service',
    json('config', 'AmazonSSM.PutEvaluations', '{}'),
    'UnknownOperationException: ',
  ],
  [
    'an operation that Config does not have',
    json('config', 'StarlingDoveService.PutEvaluationz', '{}'),
    'UnknownOperationException: ',
  ],
  ['a JSON service without a target', { service: 'ssm', body: '{}' }, 'UnknownOperationException: '],
  [
    'a parameter that the action does not have',
    query('DescribeVpcs', 'Colour=red'),
    'UnknownParameter: The parameter Colour is not recognized',
  ],
  [
    'a misspelt parameter deep inside',
    query('CreateVpc', 'TagSpecification.1.Tag.1.Keys=a'),
    'UnknownParameter: The parameter TagSpecification.1.Tag.1.Keys is not recognized',
  ],
  [
    'the name that the SDK gives to a parameter, instead of the one on the wire',
    query('DescribeVpcs', 'Filters.1.Name=x'),
    'UnknownParameter: The parameter Filters is not recognized',
  ],
  [
    'a list item without a number',
    query('DescribeVpcs', 'VpcId.member.1=vpc-1'),
    'UnknownParameter: The parameter VpcId.member is not recognized',
  ],
  [
    'a scalar where a list is meant',
    query('DescribeVpcs', 'VpcId=vpc-1'),
    'UnknownParameter: The parameter VpcId is not recognized',
  ],
  [
    'a structure where a scalar is meant',
    query('DescribeVpcs', 'MaxResults.1=5'),
    'UnknownParameter: The parameter MaxResults is not recognized',
  ],
  [
    'a scalar that is a structure as well',
    query('DescribeVpcs', 'MaxResults=5&MaxResults.1=6'),
    'UnknownParameter: The parameter MaxResults is not recognized',
  ],
  [
    'a parameter that is given twice',
    query('DescribeVpcs', 'MaxResults=5&MaxResults=6'),
    'MalformedQueryString: The parameter MaxResults is given more than once',
  ],
  [
    'a required parameter that is not there',
    query('CreateFlowLogs', 'ResourceId.1=vpc-1'),
    'MissingParameter: The request must contain the parameter ResourceType',
  ],
  [
    'a number that is none',
    query('DescribeVpcs', 'MaxResults=many'),
    'InvalidParameterValue: Value (many) for parameter MaxResults is invalid. Expected a number.',
  ],
  [
    'an empty number',
    query('DescribeVpcs', 'MaxResults='),
    'InvalidParameterValue: Value () for parameter MaxResults is invalid. Expected a number.',
  ],
  [
    'a boolean in Python spelling',
    query('DescribeVpcs', 'DryRun=True'),
    'InvalidParameterValue: Value (True) for parameter DryRun is invalid. Expected true or false.',
  ],
  [
    'a date that is none',
    query('DescribeSpotPriceHistory', 'StartTime=soon'),
    'InvalidParameterValue: Value (soon) for parameter StartTime is invalid. Expected an ISO 8601 timestamp.',
  ],
  ['JSON that does not parse', putEvaluations('{"ResultToken"'), 'SerializationException: '],
  ['JSON that is a list', putEvaluations('[]'), 'SerializationException: Start of structure or map found'],
  [
    'JSON of the wrong type',
    putEvaluations('{"ResultToken":"t","Evaluations":[{"OrderingTimestamp":"now"}]}'),
    'SerializationException: Evaluations[0].OrderingTimestamp is not a timestamp',
  ],
  [
    'JSON without its required members',
    putEvaluations(
      '{"ResultToken":null,"Evaluations":[{"ComplianceResourceType":"x","ComplianceResourceId":"y","ComplianceType":"z"}]}',
    ),
    "ValidationException: 2 validation errors detected: Value null at 'resultToken' failed to satisfy constraint: " +
      "Member must not be null; Value null at 'evaluations.1.member.orderingTimestamp' failed to satisfy",
  ],
];

it.each(rows)('refuses %s', async (_title, request, expected) => {
  expect(await refusal(request)).toMatch(new RegExp(`^${expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  expect(played.calls).toEqual([]);
  expect(played.failures).toEqual([]);
});

it('passes unknown and null JSON members over, as AWS does, and keeps them from handlers', async () => {
  await send(
    played.url,
    putEvaluations('{"ResultToken":"t","TestMode":null,"Colour":"red","__type":"x","__proto__":{"a":1}}'),
  );
  expect(played.calls.at(-1)?.input).toEqual({ ResultToken: 't' });
});

it.each([
  [
    'EC2',
    ec2(`Action=DescribeVpcs&${version}&NextToken=${'x'.repeat(1024 * 1024)}`),
    'RequestEntityTooLarge: ',
  ],
  [
    'JSON',
    putEvaluations(`{"ResultToken":"${'x'.repeat(1024 * 1024)}"}`),
    'RequestEntityTooLargeException: ',
  ],
])(
  'refuses a body of more than a mebibyte with an error, not a reset connection: %s',
  async (_title, request, expected) => {
    expect(await refusal(request)).toContain(expected);
  },
);
