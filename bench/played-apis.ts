import type { Vpc } from '@aws-sdk/client-ec2';
import { ApiError } from '../sandbox/wire/api-error';
import type { Estate } from './estate';
import { deletedFlowLogHistory } from './events';
import { CONFIG_PAGE, EC2_PAGE } from './page-counts';

type Members = Readonly<Record<string, unknown>>;

/** What EC2 and Config answer about an estate; an operation that nobody needed so far is refused by name. */
export function answerAbout(estate: Estate, operation: string, input: Members): Record<string, unknown> {
  switch (operation) {
    case 'DescribeVpcs':
      return page('Vpcs', vpcsAskedFor(estate, input), pageSize(input['MaxResults'], EC2_PAGE), input);
    case 'DescribeFlowLogs': {
      const listed = estate.flowLogs.filter(isAskedFor(input['Filter'], { 'resource-id': 'ResourceId' }));
      return page('FlowLogs', listed, pageSize(input['MaxResults'], EC2_PAGE), input);
    }
    case 'DescribeSubnets':
      return { Subnets: [] };
    case 'GetComplianceDetailsByConfigRule': {
      const types = texts(input['ComplianceTypes']);
      const listed = estate.results.filter(
        ({ ComplianceType = '' }) => types.length === 0 || types.includes(ComplianceType),
      );
      // https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html: 10 by default
      return page('EvaluationResults', listed, pageSize(input['Limit'], CONFIG_PAGE, 10), input);
    }
    case 'GetResourceConfigHistory':
      return history(String(input['resourceId']));
    case 'PutEvaluations':
      return accept(input['Evaluations']);
    default:
      throw new ApiError('NotModelled', `the bench does not play ${operation}`);
  }
}

const texts = (list: unknown): readonly string[] => (Array.isArray(list) ? list.map(String) : []);

function vpcsAskedFor({ vpcs }: Estate, input: Members): readonly Vpc[] {
  const ids = texts(input['VpcIds']);
  if (ids.length === 0) return vpcs.filter(isAskedFor(input['Filters'], { 'vpc-id': 'VpcId' }));
  const listed = vpcs.filter(({ VpcId = '' }) => ids.includes(VpcId));
  if (listed.length < ids.length)
    throw new ApiError('InvalidVpcID.NotFound', `The vpc ID '${ids.join(', ')}' does not exist`);
  return listed;
}

/** @param members the member of the resource that each filter is about */
function isAskedFor(
  filters: unknown,
  members: Readonly<Record<string, string>>,
): (resource: object) => boolean {
  const wanted = (Array.isArray(filters) ? filters : []).map(({ Name, Values }) => {
    const member = members[Name];
    if (member === undefined) throw new ApiError('NotModelled', `the bench knows no filter ${Name}`);
    return { member, values: new Set(texts(Values)) };
  });
  return (resource) => {
    const entries = new Map(Object.entries(resource));
    return wanted.every(({ member, values }) => values.has(entries.get(member)));
  };
}

export function pageSize(asked: unknown, most: number, unasked = most): number {
  if (asked === undefined) return unasked;
  if (typeof asked === 'number' && asked > 0 && asked <= most) return asked;
  throw new ApiError('InvalidParameterValue', `a page of ${asked}, allowed: 1 to ${most}`);
}

/** Tokens tell where the next page begins. */
export function page(
  member: string,
  items: readonly unknown[],
  size: number,
  input: Members,
): Record<string, unknown> {
  const start = Number(input['NextToken'] ?? 0);
  const end = start + size;
  return { [member]: items.slice(start, end), ...(end < items.length && { NextToken: String(end) }) };
}

function history(resourceId: string): Record<string, unknown> {
  const configurationItems = deletedFlowLogHistory(resourceId);
  if (configurationItems.length === 0)
    throw new ApiError('ResourceNotDiscoveredException', `Resource ${resourceId} is not discovered`);
  return { configurationItems };
}

function accept(evaluations: unknown): Record<string, unknown> {
  const count = Array.isArray(evaluations) ? evaluations.length : 0;
  if (count > CONFIG_PAGE)
    throw new ApiError(
      'InvalidParameterValueException',
      `${count} evaluations, allowed: up to ${CONFIG_PAGE}`,
    );
  return { FailedEvaluations: [] };
}
