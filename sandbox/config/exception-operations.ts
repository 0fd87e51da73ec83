import { type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { LIMIT, pagingOf } from './paging';
import { considerRemediation } from './remediation';
import { clearException, exceptionOf, putException } from './remediation-exceptions';
import { OF_ONE_RULE, RESOURCE_TYPE, type ResourceKey, resourceKeysOf } from './resource-keys';
import type { ConfigRule, RemediationException } from './state';

const USUAL_PAGE = 25;

export const EXCEPTION_OPERATIONS: Operations = {
  PutRemediationExceptions: {
    members: ['ConfigRuleName', 'ResourceKeys', 'Message', 'ExpirationTime'],
    constraints: { ...OF_ONE_RULE, Message: { length: [1, 1024] } },
    perform(request) {
      const { world, region, input } = request;
      request.authorize('config:PutRemediationExceptions', '*');
      const keys = resourceKeysOf(input);
      const exception = givenException(request);
      const rule = ruleOf(request, 'InvalidParameterValueException');
      const failed = keys.filter((key) => !isNonCompliant(rule, key));
      for (const { resourceId } of keys.filter((key) => isNonCompliant(rule, key)))
        putException(world, rule, resourceId, exception, () => considerRemediation(world, region, rule));
      const FailedItems = failed.map((key) => exceptionOutput(rule, key.resourceId, exception, key));
      const FailureMessage = 'The resource is not NON_COMPLIANT.';
      return { FailedBatches: failed.length > 0 ? [{ FailureMessage, FailedItems }] : [] };
    },
  },

  DeleteRemediationExceptions: {
    members: ['ConfigRuleName', 'ResourceKeys'],
    constraints: OF_ONE_RULE,
    perform(request) {
      const { world, region, input } = request;
      request.authorize('config:DeleteRemediationExceptions', '*');
      const keys = resourceKeysOf(input);
      const rule = ruleOf(request, 'NoSuchRemediationExceptionException');
      const isKnown = ({ resourceType, resourceId }: ResourceKey): boolean =>
        resourceType === RESOURCE_TYPE && !!exceptionOf(rule, resourceId, world.scheduler.now());
      const [known, unknown] = [keys.filter(isKnown), keys.filter((key) => !isKnown(key))];
      if (known.length === 0)
        throw new ApiError(
          'NoSuchRemediationExceptionException',
          'No remediation exception exists for the keys',
        );
      for (const { resourceId } of known) clearException(rule, resourceId);
      considerRemediation(world, region, rule);
      const FailedItems = unknown.map((key) => ({
        ResourceType: key.resourceType,
        ResourceId: key.resourceId,
      }));
      const FailureMessage = 'No remediation exception exists for the resource.';
      return { FailedBatches: unknown.length > 0 ? [{ FailureMessage, FailedItems }] : [] };
    },
  },

  DescribeRemediationExceptions: {
    members: ['ConfigRuleName', 'ResourceKeys', 'Limit', 'NextToken'],
    constraints: { ...OF_ONE_RULE, Limit: LIMIT },
    perform(request) {
      const { world, input } = request;
      request.authorize('config:DescribeRemediationExceptions', '*');
      const rule = ruleOf(request, 'InvalidParameterValueException');
      const asked = resourceKeysOf(input).map(({ resourceId }) => resourceId);
      const all = [...rule.exceptions.keys()].flatMap((resourceId) => {
        const exception = exceptionOf(rule, resourceId, world.scheduler.now());
        return exception ? [exceptionOutput(rule, resourceId, exception)] : [];
      });
      // "Limit and next token are not applicable if you request resources in batch."
      if (asked.length > 0)
        return { RemediationExceptions: all.filter(({ ResourceId }) => asked.includes(ResourceId)) };
      const { page, nextToken } = pageOf(all, pagingOf(request, USUAL_PAGE));
      return { RemediationExceptions: page, NextToken: nextToken };
    },
  },
};

function ruleOf({ region, input }: OperationRequest, unknownRule: string): ConfigRule {
  const name = textOf(input, 'ConfigRuleName') ?? '';
  const rule = region.config.rules.get(name);
  if (!rule) throw new ApiError(unknownRule, `The ConfigRule '${name}' provided in the request is invalid.`);
  return rule;
}

const isNonCompliant = (rule: ConfigRule, { resourceType, resourceId }: ResourceKey): boolean =>
  resourceType === RESOURCE_TYPE && rule.results.get(resourceId)?.complianceType === 'NON_COMPLIANT';

function givenException({ input, world }: OperationRequest): RemediationException {
  const message = textOf(input, 'Message');
  const expiration = input['ExpirationTime'];
  const expirationTime = expiration instanceof Date ? expiration : undefined;
  if (expirationTime && expirationTime <= world.scheduler.now())
    throw new ApiError('InvalidParameterValueException', 'ExpirationTime must lie in the future');
  return { message, expirationTime };
}

const exceptionOutput = (
  rule: ConfigRule,
  resourceId: string,
  { message, expirationTime }: RemediationException,
  { resourceType }: Pick<ResourceKey, 'resourceType'> = { resourceType: RESOURCE_TYPE },
) => ({
  ConfigRuleName: rule.name,
  ResourceType: resourceType,
  ResourceId: resourceId,
  Message: message,
  ExpirationTime: expirationTime,
});
