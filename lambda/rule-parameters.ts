import { parseParameters, type RuleParameters } from '../policy';
import type { JsonObject } from './json-members';
import { RefusedEventError } from './refused-event';

export function readParameters(ruleParameters: JsonObject): RuleParameters {
  const parsed = parseParameters(ruleParameters);
  if (!parsed.ok) throw new RefusedEventError(parsed.issues);
  return parsed.value;
}
