import type { AwsApiAnswer } from '../../../sandbox/automation/aws-api';
import { InvalidDocument } from '../../../sandbox/automation/document';
import { type Faults, NO_FAULTS } from '../../../sandbox/faults';
import { ApiError } from '../../../sandbox/wire/api-error';
import type { ServiceName } from '../../../sandbox/wire/services';
import { openEndpoint } from '../endpoint';

async function api(faults: Faults = NO_FAULTS) {
  const { sandbox } = await openEndpoint({ faults });
  const { world, place } = sandbox;
  const caller = { kind: 'administrator', accountId: place.accountId } as const;
  return (service: ServiceName, name: string, input: object = {}): Promise<AwsApiAnswer> =>
    world.awsApi.call({ caller, place, service, api: name, input: { ...input } });
}

/** The first calls fail so; what they were is counted. */
function failingFirst(times: number, error: ApiError) {
  const calls: string[] = [];
  const faults: Faults = {
    ...NO_FAULTS,
    call: (_world, { operation, input }, perform) => {
      calls.push(operation);
      return calls.length > times ? perform(input) : Promise.reject(error);
    },
  };
  return { calls, faults };
}

const THROTTLED = new ApiError('RequestLimitExceeded', 'Request limit exceeded.', 503);

describe('an API call of a step', () => {
  test.each<[ServiceName, string, object, object]>([
    ['ec2', 'DescribeVpcs', {}, { Vpcs: [] }],
    ['config', 'DescribeConfigRules', {}, { ConfigRules: [] }],
    ['ssm', 'ListDocuments', {}, { DocumentIdentifiers: [] }],
    ['sts', 'GetCallerIdentity', {}, { Account: '111122223333' }],
  ])('reaches %s %s', async (service, name, input, output) => {
    const call = await api();
    expect(await call(service, name, input)).toMatchObject({ output });
  });

  test.each([
    ['an unknown member', { VpcId: 'vpc-1' }, 'ParamValidationError', 'VpcId'],
    ['a wrong type', { MaxResults: '5' }, 'ParamValidationError', 'MaxResults'],
    ['a VPC that is not there', { VpcIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound', 'vpc-0123'],
  ])('with %s fails by name', async (_, input, name, named) => {
    const call = await api();
    expect(await call('ec2', 'DescribeVpcs', input)).toEqual({
      error: { name, message: expect.stringContaining(named) },
    });
  });

  test('that the sandbox does not model is a fault of the document', async () => {
    const call = await api();
    await expect(call('ec2', 'DescribeRouteTables')).rejects.toThrow(InvalidDocument);
    await expect(call('ec2', 'DescribeNothing')).rejects.toThrow('ec2 has no operation DescribeNothing');
  });

  test.each([
    [4, 5, undefined],
    [5, 5, 'RequestLimitExceeded'],
  ])('that is throttled %i times is tried %i times', async (times, tries, name) => {
    const { calls, faults } = failingFirst(times, THROTTLED);
    const call = await api(faults);
    const answer = await call('ec2', 'DescribeVpcs');
    expect(calls).toHaveLength(tries);
    expect('error' in answer ? answer.error.name : undefined).toBe(name);
  });

  test('that is denied is tried once', async () => {
    const { calls, faults } = failingFirst(9, new ApiError('UnauthorizedOperation', 'no', 403));
    const call = await api(faults);
    expect(await call('ec2', 'DescribeVpcs')).toEqual({
      error: { name: 'UnauthorizedOperation', message: 'no' },
    });
    expect(calls).toHaveLength(1);
  });
});
