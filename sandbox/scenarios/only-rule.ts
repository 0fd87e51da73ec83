import { readAssembly } from '../cloudformation/assembly';

/** The assembly holds something that the scenario is not about. */
export class ScenarioError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ScenarioError';
  }
}

/** What the scenario asks of the assembly before anything is made: one rule, and which tag exempts. */
export function onlyRule(assemblyFolder: string): { readonly exemptTagKey: string | undefined } {
  const rules = readAssembly(assemblyFolder)
    .flatMap(({ template }) => Object.values(template.Resources))
    .filter(({ Type }) => Type === 'AWS::Config::ConfigRule');
  const [rule, ...others] = rules;
  if (!rule || others.length > 0)
    throw new ScenarioError(
      `the ten VPCs are a scenario for one requirement: ${assemblyFolder} holds ${rules.length} rules`,
    );
  const given = rule.Properties?.['InputParameters'] ?? {};
  const parameters: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  const isMap = typeof parameters === 'object' && parameters !== null && 'exemptTagKey' in parameters;
  return { exemptTagKey: isMap ? String(parameters.exemptTagKey) : undefined };
}
