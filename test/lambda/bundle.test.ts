import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildLambda } from '../../tools/build-lambda';
import {
  ACCOUNT,
  CONTEXT,
  flowLogChange,
  judgeRequest,
  OTHER_VPC,
  ruleEvent,
  scheduled,
  VPC,
} from './events';

const folder = mkdtempSync(join(tmpdir(), 'lambda-bundle-'));
const bundle = join(folder, 'index.js');
let bytes = 0;

beforeAll(async () => {
  ({ bytes } = await buildLambda(bundle));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What plain node prints of the handler's answer, outside the checkout, so that no package is found there. */
async function run(event: unknown, endpoint: string) {
  const context = `{ ...${JSON.stringify(CONTEXT)}, getRemainingTimeInMillis: () => 60_000 }`;
  const script = `require(${JSON.stringify(bundle)}).handler(${JSON.stringify(event)}, ${context})
    .then((answer) => console.log(JSON.stringify(answer ?? null)))`;
  const env = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_ENDPOINT_URL: endpoint,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: folder, env });
  return stdout;
}

const ec2Answers: Record<string, string> = {
  DescribeVpcs: `<DescribeVpcsResponse><vpcSet><item><vpcId>${VPC}</vpcId><ownerId>${ACCOUNT}</ownerId>
    <isDefault>false</isDefault><tagSet><item><key>Name</key><value>web</value></item></tagSet></item></vpcSet>
    </DescribeVpcsResponse>`,
  DescribeFlowLogs: `<DescribeFlowLogsResponse><flowLogSet><item><flowLogId>fl-1</flowLogId>
    <resourceId>${VPC}</resourceId><trafficType>ALL</trafficType><flowLogStatus>ACTIVE</flowLogStatus>
    <logDestinationType>s3</logDestinationType><logDestination>arn:aws:s3:::b</logDestination>
    <maxAggregationInterval>600</maxAggregationInterval></item></flowLogSet></DescribeFlowLogsResponse>`,
};

const ec2Answer = (body: string): string | undefined =>
  body.includes(OTHER_VPC)
    ? `<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>The vpc ID '${OTHER_VPC}' does not exist
      </Message></Error></Errors><RequestID>1</RequestID></Response>`
    : ec2Answers[new URLSearchParams(body).get('Action') ?? ''];

const configAnswers: Record<string, string> = {
  GetResourceConfigHistory: '{"__type":"ResourceNotDiscoveredException"}',
  GetComplianceDetailsByConfigRule: '{"EvaluationResults":[]}',
  PutEvaluations: '{"FailedEvaluations":[]}',
};

/** EC2 and Config on loopback, with what the function put. */
async function loopback() {
  const put: string[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target.endsWith('.PutEvaluations')) put.push(body);
    if (target.endsWith('.GetResourceConfigHistory') || body.includes(OTHER_VPC)) response.statusCode = 400;
    response.end(target ? configAnswers[target.replace(/^.*\./, '')] : ec2Answer(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, put, endpoint: `http://127.0.0.1:${port}` };
}

describe('the bundle', () => {
  test('stays small, ships no source map, and carries the licences of what it holds', () => {
    expect(bytes).toBeLessThanOrEqual(240_000);
    expect(readFileSync(bundle, 'utf8')).not.toContain('sourceMappingURL');
    expect(existsSync(`${bundle}.map`)).toBe(false);
    expect(readFileSync(join(folder, 'THIRD_PARTY_LICENSES.txt'), 'utf8')).toMatch(
      /@aws-sdk\/client-ec2 \d+\.\d+\.\d+ \(Apache-2\.0\)/,
    );
  });

  test('reads and writes the wire formats in plain node: answers, lists, refusals and evaluations', async () => {
    const { server, put, endpoint } = await loopback();
    try {
      await expect(run(judgeRequest(), endpoint)).resolves.toContain(
        `"DECISION_COVERED ${VPC}: fl-1 captures ALL`,
      );
      await expect(run(judgeRequest({ vpcId: OTHER_VPC }), endpoint)).resolves.toContain(
        'DECISION_NOTHING_TO_DO',
      );
      const printed = await run(ruleEvent(scheduled()), endpoint);
      const [line, answer, rest] = printed.split('\n').map((text) => text && JSON.parse(text));
      expect(line).toMatchObject({
        outcome: 'judged',
        apiCalls: { DescribeVpcs: 1, PutEvaluations: 1 },
        _aws: { CloudWatchMetrics: [{ Namespace: 'VpcFlowLogsCompliance' }] },
      });
      expect([answer, rest]).toEqual([null, '']);
      const deleted = { configuration: null, configurationItemStatus: 'ResourceDeleted' };
      await run(ruleEvent(flowLogChange(deleted)), endpoint);
    } finally {
      server.close();
    }
    const evaluation = expect.objectContaining({ ComplianceResourceId: VPC, ComplianceType: 'COMPLIANT' });
    expect(put.map((body) => JSON.parse(body))).toEqual([
      expect.objectContaining({ ResultToken: 'token-1', Evaluations: [evaluation] }),
      expect.objectContaining({ ResultToken: 'token-1', Evaluations: [evaluation] }),
    ]);
  }, 30_000);
});
