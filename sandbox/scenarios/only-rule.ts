import { type AssemblyStack, readAssembly } from '../cloudformation/assembly';

/** The assembly holds something that the scenario is not about. */
export class ScenarioError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ScenarioError';
  }
}

/** What the scenario asks of the assembly before anything is made: one rule, and which tag exempts. */
export const onlyRule = (assemblyFolder: string): { readonly exemptTagKey: string | undefined } =>
  ruleIn(readAssembly(assemblyFolder), assemblyFolder);

export const exemptTagKeyOf = (stack: AssemblyStack): string | undefined =>
  ruleIn([stack], stack.stackName).exemptTagKey;

function ruleIn(
  stacks: readonly AssemblyStack[],
  where: string,
): { readonly exemptTagKey: string | undefined } {
  const rules = stacks
    .flatMap(({ template }) => Object.values(template.Resources))
    .filter(({ Type }) => Type === 'AWS::Config::ConfigRule');
  const [rule, ...others] = rules;
  if (!rule || others.length > 0)
    throw new ScenarioError(`the scenario is about one requirement: ${where} holds ${rules.length} rules`);
  const given = rule.Properties?.['InputParameters'] ?? {};
  const parameters: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  const isMap = typeof parameters === 'object' && parameters !== null && 'exemptTagKey' in parameters;
  return { exemptTagKey: isMap ? String(parameters.exemptTagKey) : undefined };
}
