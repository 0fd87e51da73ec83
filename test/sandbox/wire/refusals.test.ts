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

const sts = (body: string): RawRequest => ({ service: 'sts', body });
const stsCall = (operation: string, parameters: string) =>
  sts(`Action=${operation}&Version=2011-06-15&${parameters}`);
const rest = (service: string, method: string, path: string, rest: RawRequest = {}): RawRequest => ({
  ...{ service, method, path },
  ...rest,
});

/** Code and message, from XML or JSON, each in the form of its protocol. */
async function refusal(request: RawRequest): Promise<string> {
  const { body, headers } = await send(played.url, request);
  expect(headers.get('x-amzn-requestid') ?? headers.get('x-amz-request-id')).toMatch(/^0{8}-/);
  if (!body.startsWith('<')) {
    const { __type = headers.get('x-amzn-errortype'), message, Message } = JSON.parse(body);
    return `${__type}: ${message ?? Message}`;
  }
  const [, code, message] = /<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(body) ?? [];
  expect(body).toMatch(
    /<(RequestID|RequestId)>0{8}-.*<\/\1>(<\/Response>|<\/ErrorResponse>|<HostId>.*<\/Error>)$/,
  );
  return `${code}: ${message?.replaceAll('&apos;', "'")}`;
}

type Row = readonly [title: string, request: RawRequest, refusal: string];

const rows: readonly Row[] = [
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
    { service: 'sns', body: 'Action=ListTopics&Version=2010-03-31' },
    'NotModelled: the sandbox has no service sns; it plays cloudtrail, config, ec2, firehose, iam, kms, lambda, logs, organizations, s3, securityhub, ssm, sts',
  ],
  [
    'a service that is not played and speaks JSON',
    json('kinesis', 'Kinesis_20131202.ListStreams', '{}'),
    'NotModelled: the sandbox has no service kinesis; it plays cloudtrail, config, ec2, firehose, iam, kms, lambda, logs, organizations, s3, securityhub, ssm, sts',
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
  [
    'a request to S3 that nobody signed',
    { method: 'GET', path: '/logs?policy' },
    'AccessDenied: Access Denied',
  ],
  [
    'a request to Lambda that nobody signed',
    { method: 'GET', path: '/2015-03-31/functions' },
    'MissingAuthenticationTokenException: Missing Authentication Token',
  ],
  [
    'a method that STS does not read',
    { service: 'sts', method: 'PUT', body: '' },
    'NotModelled: the sandbox reads POST /, not PUT /',
  ],
  [
    'no action of STS',
    sts('Version=2011-06-15'),
    'MissingAction: The request must contain the parameter Action',
  ],
  [
    'an action that STS does not have',
    stsCall('GetCallerIdentitz', ''),
    'InvalidAction: Could not find operation GetCallerIdentitz for version 2011-06-15',
  ],
  [
    'another version of STS',
    sts('Action=GetCallerIdentity&Version=2010-05-08'),
    'InvalidAction: Could not find operation GetCallerIdentity for version 2010-05-08',
  ],
  [
    'a parameter that STS does not have',
    stsCall('GetCallerIdentity', 'Colour=red'),
    'NotModelled: the sandbox knows no parameter Colour of this operation of sts',
  ],
  [
    'a required parameter of STS that is not there',
    stsCall('AssumeRole', 'RoleArn=arn'),
    "ValidationError: 1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a number of STS that is none',
    stsCall('AssumeRole', 'RoleArn=arn&RoleSessionName=s&DurationSeconds=long'),
    'MalformedInput: DurationSeconds: expected a number, got long',
  ],
  [
    'a list of STS without its item name',
    stsCall('AssumeRole', 'RoleArn=arn&RoleSessionName=s&PolicyArns.1.arn=a'),
    'NotModelled: the sandbox knows no parameter PolicyArns.1 of this operation of sts',
  ],
  [
    'a query parameter that S3 may have, and the SDK does not know',
    rest('s3', 'PUT', '/logs?shredding'),
    'NotModelled: the sandbox knows no query parameter shredding of this operation',
  ],
  [
    'a method that S3 does not have there',
    rest('s3', 'DELETE', '/'),
    'NotModelled: the sandbox knows no operation of s3 at DELETE /',
  ],
  [
    'XML that is not well formed',
    rest('s3', 'PUT', '/logs', { body: '<CreateBucketConfiguration><LocationConstraint>eu</Location>' }),
    'MalformedXML: The XML you provided was not well-formed or did not validate against our published schema',
  ],
  [
    'XML of another element',
    rest('s3', 'PUT', '/logs', { body: '<Bucket/>' }),
    'MalformedXML: The XML you provided was not well-formed or did not validate against our published schema',
  ],
  [
    'XML with an element that the schema does not have',
    rest('s3', 'PUT', '/logs', {
      body: '<CreateBucketConfiguration><Colour>red</Colour></CreateBucketConfiguration>',
    }),
    'MalformedXML: The XML you provided was not well-formed or did not validate against our published schema',
  ],
  [
    'a header of S3 that is no boolean',
    rest('s3', 'PUT', '/logs', { headers: { 'x-amz-bucket-object-lock-enabled': 'maybe' } }),
    'InvalidArgument: Argument x-amz-bucket-object-lock-enabled must be true or false, got maybe',
  ],
  [
    'a bucket policy that is not there',
    rest('s3', 'PUT', '/logs?policy'),
    'MissingRequestBodyError: Request body is empty.',
  ],
  [
    'a digest that is none',
    rest('s3', 'PUT', '/logs?policy', { body: '{}', headers: { 'content-md5': 'bm90IG9uZQ==' } }),
    'InvalidDigest: The Content-MD5 you specified is not valid.',
  ],
  [
    'a digest of another body',
    rest('s3', 'PUT', '/logs?policy', { body: '{}', headers: { 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' } }),
    'BadDigest: The Content-MD5 you specified did not match what we received.',
  ],
  ...['crc32', 'crc32c', 'crc64nvme', 'md5', 'sha1', 'sha256', 'sha512'].map(
    (algorithm): Row => [
      `a checksum of another body: ${algorithm}`,
      rest('s3', 'PUT', '/logs?policy', {
        body: '{}',
        headers: { [`x-amz-checksum-${algorithm}`]: 'AAAAAA==' },
      }),
      `BadDigest: The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    ],
  ),
  [
    'a signed hash of another body',
    rest('s3', 'PUT', '/logs?policy', { body: '{}', headers: { 'x-amz-content-sha256': 'a'.repeat(64) } }),
    "XAmzContentSHA256Mismatch: The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
  [
    'chunks that end too soon',
    rest('s3', 'PUT', '/logs?policy', {
      body: '9\r\n{}\r\n',
      headers: { 'content-encoding': 'aws-chunked' },
    }),
    'IncompleteBody: You did not provide the number of bytes specified by the Content-Length HTTP header',
  ],
  [
    'chunks of another length than announced',
    rest('s3', 'PUT', '/logs?policy', {
      body: '2\r\n{}\r\n0\r\n\r\n',
      headers: { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '3' },
    }),
    'IncompleteBody: You did not provide the number of bytes specified by the Content-Length HTTP header',
  ],
  [
    'a path that Lambda does not have',
    rest('lambda', 'GET', '/2015-03-31/funktions'),
    'NotModelled: the sandbox knows no operation of lambda at GET /2015-03-31/funktions',
  ],
  [
    'a number of Lambda that is none',
    rest('lambda', 'GET', '/2015-03-31/functions?MaxItems=many'),
    'SerializationException: MaxItems: expected a number, got many',
  ],
  [
    'a required member of Lambda that is not there',
    rest('lambda', 'POST', '/2015-03-31/functions', { body: '{"FunctionName":"f"}' }),
    "ValidationException: 2 validation errors detected: Value null at 'role' failed to satisfy",
  ],
  [
    'a log group without a name',
    json('logs', 'Logs_20140328.CreateLogGroup', '{}'),
    "InvalidParameterException: 1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null",
  ],
  ['JSON that does not parse', putEvaluations('{"ResultToken"'), 'SerializationException: '],
  [
    'JSON without end of a shape that holds itself',
    json('ssm', 'AmazonSSM.GetInventory', `${'{"Aggregators":['.repeat(20_000)}${']}'.repeat(20_000)}`),
    'SerializationException: The body is nested too deeply.',
  ],
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
  ['STS', stsCall('AssumeRole', `Policy=${'x'.repeat(1024 * 1024)}`), 'RequestEntityTooLarge: '],
  ['S3', rest('s3', 'PUT', '/logs?policy', { body: 'x'.repeat(1024 * 1024 + 1) }), 'EntityTooLarge: '],
  [
    'Lambda',
    rest('lambda', 'POST', '/2015-03-31/functions/f/invocations', { body: 'x'.repeat(1024 * 1024 + 1) }),
    'RequestTooLargeException: ',
  ],
])(
  'refuses a body of more than a mebibyte with an error, not a reset connection: %s',
  async (_title, request, expected) => {
    expect(await refusal(request)).toContain(expected);
  },
);
