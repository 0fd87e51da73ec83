import { type Issue, parseParameters, printIssues, type RuleParameters } from '../../policy';
import { readRequirements } from '../../runbook';
import type { Surroundings } from '../surroundings';
import { UserMistake } from '../user-mistake';
import { approvedDestination } from './approved-destination';
import type { AuditRequirement } from './audit-requirement';
import { readConfigFile, requirementsIn } from './config-file';
import { AUDIT_PARAMETERS, flagOf, type RequirementFlags } from './requirement-flags';

const DEFAULT_FILE = './cdk.json';

/**
 * What to judge by: flags, a file that is named, `./cdk.json`, or the defaults; never a mixture.
 *
 * @throws UserMistake with everything that is wrong with it
 */
export async function requirementsOf(
  flags: RequirementFlags,
  { readFile }: Pick<Surroundings, 'readFile'>,
): Promise<readonly AuditRequirement[]> {
  const given = AUDIT_PARAMETERS.filter((name) => flags[name] !== undefined);
  if (flags.config !== undefined) {
    if (given.length > 0)
      throw new UserMistake(`--config and ${given.map(flagOf).join(', ')}: give a file or flags, not both`);
    return requirementsIn(flags.config, await readConfigFile(flags.config, readFile));
  }
  if (given.length > 0) return [fromFlags(flags)];
  const context = await readConfigFile(DEFAULT_FILE, readFile);
  return context.state === 'read' ? requirementsIn(DEFAULT_FILE, context) : defaults();
}

function fromFlags(flags: RequirementFlags): AuditRequirement {
  const given = Object.fromEntries(AUDIT_PARAMETERS.map((name) => [name, flags[name]]));
  const parsed = parseParameters(given);
  if (!parsed.ok) throw mistakeOf(parsed.issues.map(asFlag));
  const destination = approvedDestination(parsed.value);
  return {
    name: nameOf(parsed.value),
    source: 'flags',
    parameters: parsed.value,
    ...(destination && { destination }),
  };
}

function defaults(): readonly AuditRequirement[] {
  const { requirements } = readRequirements(undefined, '');
  return requirements.map(({ name, parameters }) => ({ name, source: 'defaults', parameters }));
}

/** Flow logs to a bucket go into a folder of this name. */
const nameOf = ({ trafficType }: RuleParameters): string => `${trafficType.toLowerCase()}-traffic`;

const asFlag = (issue: Issue): Issue => ({ ...issue, setting: flagOf(issue.setting) });

const mistakeOf = (issues: readonly Issue[]): UserMistake =>
  new UserMistake(
    [
      `flags: ${issues.length} ${issues.length === 1 ? 'value' : 'values'} must be corrected, nothing was asked of AWS`,
      printIssues(issues),
    ].join('\n'),
  );
