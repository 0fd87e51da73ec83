import { type Issue, type Result, showValue } from './issue';
import { destinationTypeOf } from './kinds';
import { PARAMETERS, type RuleParameters } from './parameters';
import { printSettings, readSettings } from './settings';

/** Config refuses more (PutConfigRule, InputParameters), counted over the whole JSON text. */
export const RULE_PARAMETERS_LIMIT = 1024;

/** Reads rule parameters from Config's strings or from JSON values; every issue at once. */
export function parseParameters(given: unknown, path = ''): Result<RuleParameters> {
  const { values, issues } = readSettings(PARAMETERS, given, path);
  const all = issues.length === 0 ? contradictions(values, path) : issues;
  return all.length === 0 ? { ok: true, value: values } : { ok: false, issues: all };
}

/** The parameters that differ from their defaults, as Config stores them: parsing them gives the same parameters. */
export const printParameters = (parameters: RuleParameters): Readonly<Record<string, string>> =>
  printSettings(PARAMETERS, parameters);

/** Parameters that are right one by one but contradict each other: one of them could never matter. */
function contradictions(
  { destinationTypes, destinations, fileFormat }: RuleParameters,
  path: string,
): Issue[] {
  const issues: Issue[] = [];
  if (destinationTypes.length === 0) return issues;
  for (const destination of destinations) {
    const type = destinationTypeOf(destination);
    if (type && !destinationTypes.includes(type))
      issues.push({
        setting: `${path}destinations`,
        got: showValue(destination),
        allowed: `destinations of the types in destinationTypes: ${destinationTypes.join(', ')}`,
        remedy: `remove it, or add ${type} to destinationTypes`,
      });
  }
  if (fileFormat && !destinationTypes.includes('s3'))
    issues.push({
      setting: `${path}fileFormat`,
      got: showValue(fileFormat),
      allowed: 'a file format only where destinationTypes holds s3',
      remedy: 'remove it, or add s3 to destinationTypes',
    });
  return issues;
}
