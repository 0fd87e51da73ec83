import { type OperationRequest, type Operations, pageOf, structureOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { findingFilter } from './filters';
import { listedFinding } from './finding-shape';
import { disableSecurityHub, enableSecurityHub } from './vpc-flow-logging-control';

/** Where MaxResults is left out; AWS publishes the most only. */
const USUAL_PAGE = 10;
const MOST_FINDINGS = 100;

export const SECURITY_HUB_OPERATIONS: Operations = {
  GetFindings: {
    members: ['Filters', 'NextToken', 'MaxResults'],
    constraints: { MaxResults: { range: [1, MOST_FINDINGS] } },
    perform(request) {
      const { world, region, input } = request;
      request.authorize('securityhub:GetFindings', hubArn(request));
      refuseWithoutHub(request);
      const passes = findingFilter(structureOf(input, 'Filters') ?? {});
      const found = [...region.securityHub.findings.values()]
        .map((finding) => listedFinding(region, finding))
        .filter(passes);
      const limit = Math.min(Number(input['MaxResults'] ?? USUAL_PAGE), world.faults.longestPage);
      const paging = { token: textOf(input, 'NextToken'), limit, invalidToken: 'InvalidInputException' };
      const { page, nextToken } = pageOf(found, paging);
      return { Findings: page, NextToken: nextToken };
    },
  },

  EnableSecurityHub: {
    members: ['EnableDefaultStandards', 'ControlFindingGenerator'],
    constraints: { ControlFindingGenerator: { oneOf: ['SECURITY_CONTROL'] } },
    perform(request) {
      request.authorize('securityhub:EnableSecurityHub', hubArn(request));
      const { world, region } = request;
      if (region.securityHub.enabledAt)
        throw hubError('ResourceConflictException', 'Account is already subscribed to Security Hub', 409);
      enableSecurityHub(world, region);
      return {};
    },
  },

  DisableSecurityHub: {
    members: [],
    perform(request) {
      request.authorize('securityhub:DisableSecurityHub', hubArn(request));
      refuseWithoutHub(request);
      disableSecurityHub(request.region);
      return {};
    },
  },
};

const hubArn = ({ region: { place } }: OperationRequest): string =>
  `arn:${place.partition}:securityhub:${place.region}:${place.accountId}:hub/default`;

function refuseWithoutHub({ region }: OperationRequest): void {
  if (region.securityHub.enabledAt) return;
  const message = `Account ${region.place.accountId} is not subscribed to AWS Security Hub`;
  throw hubError('InvalidAccessException', message, 401);
}

const hubError = (Code: string, message: string, status: number): ApiError =>
  new ApiError(Code, message, status, { members: { Code } });
