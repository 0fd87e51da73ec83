import { estateOf, idOf } from '../../bench/estate';
import { answerAbout } from '../../bench/played-apis';
import { renderedAnswers } from '../../bench/rendered-answers';

const estate = estateOf(120);
const ask = (operation: string, input: Record<string, unknown>) => answerAbout(estate, operation, input);

/** Sizes of all pages, by following the tokens. */
function pageSizes(operation: string, member: string, input: Record<string, unknown>): number[] {
  const { NextToken, [member]: items } = ask(operation, input);
  const size = Array.isArray(items) ? items.length : Number.NaN;
  return NextToken === undefined ? [size] : [size, ...pageSizes(operation, member, { ...input, NextToken })];
}

test.each([
  ['DescribeVpcs', 'Vpcs', { MaxResults: 1000 }, [120]],
  ['DescribeVpcs', 'Vpcs', { MaxResults: 50 }, [50, 50, 20]],
  ['DescribeFlowLogs', 'FlowLogs', { MaxResults: 180 }, [180, 180]],
  ['GetComplianceDetailsByConfigRule', 'EvaluationResults', { Limit: 100 }, [100, 20]],
  ['GetComplianceDetailsByConfigRule', 'EvaluationResults', { ComplianceTypes: ['NON_COMPLIANT'] }, [2]],
  ['DescribeVpcs', 'Vpcs', { VpcIds: [idOf('vpc', 3)] }, [1]],
  ['DescribeVpcs', 'Vpcs', { Filters: [{ Name: 'vpc-id', Values: [idOf('vpc', 3), 'vpc-0'] }] }, [1]],
  ['DescribeFlowLogs', 'FlowLogs', { Filter: [{ Name: 'resource-id', Values: [idOf('vpc', 3)] }] }, [3]],
])('%s lists %s in pages: %j', (operation, member, input, sizes) => {
  expect(pageSizes(operation, member, input)).toEqual(sizes);
});

test.each([
  ['DescribeVpcs', { MaxResults: 1001 }, 'InvalidParameterValue'],
  ['GetComplianceDetailsByConfigRule', { Limit: 101 }, 'InvalidParameterValue'],
  ['DescribeVpcs', { VpcIds: ['vpc-0'] }, 'InvalidVpcID.NotFound'],
  ['DescribeFlowLogs', { Filter: [{ Name: 'log-group-name', Values: ['x'] }] }, 'NotModelled'],
  ['GetResourceConfigHistory', { resourceId: 'fl-0' }, 'ResourceNotDiscoveredException'],
  ['PutEvaluations', { Evaluations: Array.from({ length: 101 }) }, 'InvalidParameterValueException'],
  ['DeleteFlowLogs', {}, 'NotModelled'],
])('%s %j is refused', (operation, input, code) => {
  expect(() => ask(operation, input)).toThrow(expect.objectContaining({ code }));
});

test('an answer is rendered in the protocol of the service, once, and every call is told of', () => {
  const answers = renderedAnswers(estate);
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0a';
  const body = 'Action=DescribeVpcs&Version=2016-11-15&MaxResults=50';
  const calls: string[] = [];
  const answer = () =>
    answers({ method: 'POST', path: '/', headers: { authorization }, body }, ({ operation }) =>
      calls.push(operation),
    );
  const first = answer();
  expect(String(first.body)).toContain(`<vpcId>${idOf('vpc', 49)}</vpcId>`);
  expect(answer()).toBe(first);
  expect(calls).toEqual(['DescribeVpcs', 'DescribeVpcs']);
});
