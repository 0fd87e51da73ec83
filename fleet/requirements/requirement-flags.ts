import type { Command } from 'commander';
import { PARAMETER_SUMMARIES, PARAMETERS, printDefault, type RuleParameters } from '../../policy';

/** A cap on what a sweep remediates judges no VPC. */
const WITHOUT_MEANING = 'maxRemediationsPerSweep';

type AuditParameter = Exclude<keyof RuleParameters, typeof WITHOUT_MEANING>;

/** Parameters of the rule as somebody typed them, by the parameter's name, and a file instead of them. */
export type RequirementFlags = Readonly<Partial<Record<AuditParameter, string>>> & {
  readonly config?: string;
};

const isAuditParameter = (name: keyof RuleParameters): name is AuditParameter => name !== WITHOUT_MEANING;

export const AUDIT_PARAMETERS: readonly AuditParameter[] = (
  Object.keys(PARAMETERS) as (keyof RuleParameters)[]
).filter(isAuditParameter);

/** `maxAggregationInterval` is `--max-aggregation-interval`. */
export const flagOf = (parameter: string): string =>
  `--${parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const PRECEDENCE = `Requirements: the flags above make one requirement, instead of any file. Without them, the requirements of --config are
used; without that, those of ./cdk.json, when it has the flowLogs context; without that, the defaults.
There is no flag for ${WITHOUT_MEANING}: it caps what a sweep remediates, and judges no VPC.`;

/** One flag for each parameter of the rule, and `--config`. What they hold is read by {@link requirementsOf}. */
export function addRequirementFlags(command: Command): Command {
  for (const name of AUDIT_PARAMETERS)
    command.option<string>(`${flagOf(name)} <value>`, descriptionOf(name), joined);
  return command
    .option('--config <file>', 'a cdk.json whose flowLogs context holds the requirements')
    .addHelpText('after', `\n${PRECEDENCE}`);
}

const descriptionOf = (name: AuditParameter): string =>
  `${PARAMETER_SUMMARIES[name]} Allowed: ${PARAMETERS[name].kind.allowed}. Default: ${printDefault(PARAMETERS[name])}.`;

/** A flag that is repeated lists several values; one that takes a single value is then refused for both. */
const joined = (given: string, before: string | undefined): string =>
  before === undefined ? given : `${before},${given}`;
