import { type OperationRequest, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { ConfigRule } from './state';

/** The rule that a request names. */
export function ruleNamed({ region, input }: OperationRequest): ConfigRule {
  const name = textOf(input, 'ConfigRuleName') ?? '';
  const rule = region.config.rules.get(name);
  if (!rule) throw noSuchRule(name);
  return rule;
}

export const noSuchRule = (name: string): ApiError =>
  new ApiError('NoSuchConfigRuleException', `The ConfigRule '${name}' provided in the request is invalid.`);
