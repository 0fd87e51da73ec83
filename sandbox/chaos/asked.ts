import type { AssemblyStack } from '../cloudformation/assembly';
import { ScenarioError } from '../scenarios/only-rule';
import type { Condition } from './kinds';

/** What a rule asks for, read from its parameters by the table of docs/configuration.md, not by the product's parser. */
export interface Asked {
  readonly trafficType: string;
  /** Empty for any. */
  readonly destinationTypes: readonly string[];
  /** By tag key, in lower case: one of the values is enough. */
  readonly scopeTags: ReadonlyMap<string, readonly string[]>;
  readonly exemptTagKey: string | undefined;
  readonly maxExemptionDays: number;
}

const KNOWN = ['trafficType', 'destinationTypes', 'scopeTags', 'exemptTagKey', 'maxExemptionDays'];

/** @throws ScenarioError about a parameter that the second judge does not know: it would judge otherwise than the rule */
export function askedBy(parameters: unknown, rule: string): Asked {
  const given = (typeof parameters === 'object' && parameters) || {};
  const unknown = Object.keys(given).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new ScenarioError(
      `chaos does not know the parameter ${unknown} of ${rule}; it knows ${KNOWN.join(', ')}`,
    );
  const texts = new Map(Object.entries(given).map(([name, value]) => [name, String(value)]));
  return {
    trafficType: texts.get('trafficType') ?? 'ALL',
    destinationTypes: listed(texts.get('destinationTypes')),
    scopeTags: new Map(listed(texts.get('scopeTags')).map(scopeTag)),
    exemptTagKey: texts.get('exemptTagKey'),
    maxExemptionDays: Number(texts.get('maxExemptionDays') ?? '90'),
  };
}

const listed = (text = ''): readonly string[] => text.split(',').filter((part) => part !== '');

/** `Environment=prod|production` */
function scopeTag(text: string): readonly [key: string, values: readonly string[]] {
  const [key = '', values = ''] = text.split(/=(.*)/s);
  return [key, values.toLowerCase().split('|')];
}

/** What the rules of a template ask for, before anything is deployed. */
export function askedIn({ template }: AssemblyStack): readonly Asked[] {
  const rules = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::Config::ConfigRule',
  );
  if (rules.length === 0) throw new ScenarioError('chaos is about Config rules, and the assembly holds none');
  return rules.map(([id, { Properties }]) => askedBy(Properties?.['InputParameters'], id));
}

/** Types of destination that the documents of a template create. */
export const createdTypesIn = ({ template }: AssemblyStack): readonly string[] => [
  ...new Set(
    Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::SSM::Document')
      .flatMap((document) =>
        [...JSON.stringify(document).matchAll(/"LogDestinationType":"([^"]+)"/g)].map(
          ([, type = '']) => type,
        ),
      ),
  ),
];

/** What is so of the requirements, as the kinds of faults ask for it. */
export function conditionsOf(
  asked: readonly Asked[],
  createdTypes: readonly string[],
): ReadonlySet<Condition> {
  const possible: readonly (readonly [Condition, boolean])[] = [
    // Others deliver to a bucket of theirs in any case.
    ['s3', true],
    ['cloud-watch-logs', createdTypes.includes('cloud-watch-logs')],
    ['kinesis-data-firehose', createdTypes.includes('kinesis-data-firehose')],
    ['scope tags', asked.some(({ scopeTags }) => scopeTags.size > 0)],
    ['exemptions', asked.some(({ exemptTagKey }) => exemptTagKey !== undefined)],
    ['all traffic asked for', asked.some(({ trafficType }) => trafficType === 'ALL')],
    ['several requirements', asked.length > 1],
  ];
  return new Set(possible.filter(([, isSo]) => isSo).map(([condition]) => condition));
}
