import type { AssemblyStack, TemplateResource } from '../cloudformation/assembly';

/** The assembly holds something that the scenario is not about. */
export class ScenarioError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ScenarioError';
  }
}

/**
 * What the scenario asks of the stack before anything is made: one rule, and which tag exempts.
 *
 * @throws ScenarioError for any other number of rules
 */
export function exemptTagKeyOf(stack: AssemblyStack): string | undefined {
  const rules = rulesIn(stack);
  const [rule, ...others] = rules;
  if (!rule || others.length > 0)
    throw new ScenarioError(
      `the scenario is about one requirement: ${stack.stackName} holds ${rules.length} rules`,
    );
  return exemptTagKeyIn(rule);
}

/** The tag that exempts from any of the rules. */
export const anyExemptTagKey = (stack: AssemblyStack): string | undefined =>
  rulesIn(stack)
    .map(exemptTagKeyIn)
    .find((key) => key !== undefined);

const rulesIn = ({ template }: AssemblyStack): readonly TemplateResource[] =>
  Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Config::ConfigRule');

function exemptTagKeyIn({ Properties = {} }: TemplateResource): string | undefined {
  const given = Properties['InputParameters'] ?? {};
  const parameters: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  const isMap = typeof parameters === 'object' && parameters !== null && 'exemptTagKey' in parameters;
  return isMap ? String(parameters.exemptTagKey) : undefined;
}
