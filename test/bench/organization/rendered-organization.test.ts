import { organizationOf, ROLE_NAME, sizesOf } from '../../../bench/organization/organization';
import { answerIn, type PlayedCall } from '../../../bench/organization/played-organization';
import { renderedOrganization } from '../../../bench/organization/rendered-organization';

const sizes = sizesOf(2, 80);
const organization = organizationOf(sizes);
const OWN = 'AKIDEXAMPLE';
const [OWN_ACCOUNT, OTHER_ACCOUNT] = ['111122223333', '111122223334'];

const ask = (call: string, input: Record<string, unknown> = {}, given: Partial<PlayedCall> = {}) => {
  const [service = '', operation = ''] = call.split(':');
  return answerIn(organization, {
    service: service as PlayedCall['service'],
    operation,
    input,
    accessKeyId: OWN,
    region: 'eu-west-1',
    ...given,
  });
};

test('whose key signs decides whose VPCs are listed', () => {
  const roleArn = `arn:aws:iam::${OTHER_ACCOUNT}:role/${ROLE_NAME}`;
  const { Credentials } = ask('sts:AssumeRole', { RoleArn: roleArn });
  const { AccessKeyId } = Credentials as { readonly AccessKeyId: string };
  const ownersOf = (accessKeyId: string) => {
    const { Vpcs } = ask('ec2:DescribeVpcs', { MaxResults: 1000 }, { accessKeyId });
    return new Set((Vpcs as readonly { readonly OwnerId: string }[]).map(({ OwnerId }) => OwnerId));
  };
  expect(ownersOf(AccessKeyId)).toEqual(new Set([OTHER_ACCOUNT]));
  expect(ownersOf(OWN)).toEqual(new Set([OWN_ACCOUNT]));
});

test.each<[string, Record<string, unknown>, Partial<PlayedCall>, string]>([
  ['sts:AssumeRole', { RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/other` }, {}, 'AccessDenied'],
  ['sts:AssumeRole', { RoleArn: `arn:aws:iam::999999999999:role/${ROLE_NAME}` }, {}, 'AccessDenied'],
  ['ec2:DescribeVpcs', {}, { region: 'af-south-1' }, 'AuthFailure'],
  ['ec2:DescribeVpcs', { MaxResults: 1001 }, {}, 'InvalidParameterValue'],
  ['ec2:DeleteFlowLogs', {}, {}, 'NotModelled'],
  ['securityhub:GetFindings', { MaxResults: 101 }, {}, 'InvalidParameterValue'],
  ['cloudtrail:LookupEvents', { MaxResults: 51 }, {}, 'InvalidParameterValue'],
  ['securityhub:BatchUpdateFindings', {}, {}, 'NotModelled'],
])('%s %j is refused', (call, input, given, code) => {
  expect(() => ask(call, input, given)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['securityhub:GetFindings', 'Findings', { MaxResults: 2 }],
  ['config:GetComplianceDetailsByConfigRule', 'EvaluationResults', { Limit: 2 }],
  ['ec2:DescribeFlowLogs', 'FlowLogs', { MaxResults: 2 }],
])('%s comes in pages of the size that is asked for', (call, member, input) => {
  const sizesOfPages = (NextToken?: string): readonly number[] => {
    const answer = ask(call, { ...input, ...(NextToken && { NextToken }) });
    const { length } = answer[member] as readonly unknown[];
    const { NextToken: next } = answer;
    return typeof next === 'string' ? [length, ...sizesOfPages(next)] : [length];
  };
  const pages = sizesOfPages();
  expect(pages.length).toBeGreaterThan(1);
  expect(Math.max(...pages)).toBe(2);
});

test('an answer is rendered once for each account and Region', () => {
  const answers = renderedOrganization(organization);
  const calls: string[] = [];
  const answer = (accessKeyId: string, region: string) =>
    answers(
      {
        method: 'POST',
        path: '/',
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260301/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0a`,
        },
        body: 'Action=DescribeVpcs&Version=2016-11-15&MaxResults=50',
      },
      (operation) => calls.push(operation),
    );
  const first = answer(OWN, 'eu-west-1');
  expect(answer(OWN, 'eu-west-1')).toBe(first);
  expect(answer(OWN, 'us-east-1')).not.toBe(first);
  expect(String(answer(`ASIA${OTHER_ACCOUNT}`, 'eu-west-1').body)).toContain(OTHER_ACCOUNT);
  expect(calls).toHaveLength(4);
});
