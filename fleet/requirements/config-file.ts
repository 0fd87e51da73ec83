import { printIssues, showValue } from '../../policy';
import { type Requirement, readRequirements } from '../../runbook';
import type { Surroundings } from '../surroundings';
import { UserMistake } from '../user-mistake';
import type { AuditRequirement } from './audit-requirement';

/** The `flowLogs` context of a file, or why there is none. */
export type ConfigFile =
  | { readonly state: 'read'; readonly flowLogs: unknown }
  | { readonly state: 'no-file' }
  | { readonly state: 'no-context' };

/** @throws UserMistake where the file is no JSON: it may hold what was meant */
export async function readConfigFile(file: string, readFile: Surroundings['readFile']): Promise<ConfigFile> {
  const text = await readFile(file);
  if (text === undefined) return { state: 'no-file' };
  const context = memberOf(parseJson(text, file), 'context');
  const flowLogs = memberOf(context, 'flowLogs');
  return flowLogs === undefined ? { state: 'no-context' } : { state: 'read', flowLogs };
}

export const requirementsIn = (file: string, config: ConfigFile): readonly AuditRequirement[] =>
  deployableIn(file, config).map(({ name, parameters, destination }) => ({
    name,
    source: 'cdk.json',
    file,
    parameters,
    destination,
  }));

/**
 * The requirements that a deployment of the file would have.
 *
 * @throws UserMistake with everything that synthesis would refuse of them as well
 */
export function deployableIn(file: string, config: ConfigFile): readonly Requirement[] {
  switch (config.state) {
    case 'no-file':
      throw new UserMistake(`--config: got ${showValue(file)}, allowed: a cdk.json; there is no such file`);
    case 'no-context':
      throw new UserMistake(
        `--config: got ${showValue(file)}, allowed: a cdk.json with the context flowLogs; it has none, name another file, or leave --config out`,
      );
    case 'read': {
      const { requirements, issues } = readRequirements(config.flowLogs, 'flowLogs.');
      if (issues.length > 0)
        throw new UserMistake(`${mistakes(file, issues.length)}\n${printIssues(issues)}`);
      return requirements;
    }
  }
}

const mistakes = (file: string, count: number): string =>
  `${file}: ${count} ${count === 1 ? 'value' : 'values'} must be corrected, nothing was asked of AWS`;

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserMistake(`${file} is no JSON: ${why}; correct it, or name another file by --config`, {
      cause,
    });
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
