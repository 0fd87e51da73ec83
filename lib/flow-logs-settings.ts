import { type Issue, printParameters, RULE_PARAMETERS_LIMIT, readSettings, showValue } from '../policy';
import { parseRequirement, type Requirement, remedyIssues, retryWindowIssues } from '../runbook';
import { APP_SETTINGS, type AppSettings } from './app-settings';
import { mistakeOf } from './user-mistake';

/** Everything that the app deploys, complete and valid. */
export interface FlowLogsSettings extends AppSettings {
  readonly requirements: readonly Requirement[];
}

/** What nobody writing anything gets: all traffic of every VPC, to a bucket of the stack. */
const DEFAULT_REQUIREMENTS = [{ name: 'all-traffic' }] as const;

/**
 * Reads `flowLogs` of `cdk.json`, or the construct's props in the same form. Every issue is reported at once, before
 * anything is synthesized.
 *
 * @param path stands before each name in the issues: `flowLogs.`
 */
export function readFlowLogsSettings(given: unknown, path: string): FlowLogsSettings {
  const parts = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {};
  const { requirements = DEFAULT_REQUIREMENTS, ...rest } = parts as Readonly<Record<string, unknown>>;
  const known = Object.fromEntries(
    Object.entries(rest).filter(([name]) => Object.hasOwn(APP_SETTINGS, name)),
  );
  const app = readSettings(APP_SETTINGS, known, path);
  const read = readRequirements(requirements, `${path}requirements`);
  const issues = [...shapeIssues(given, rest, path), ...app.issues, ...read.issues];
  if (issues.length > 0) throw mistakeOf(issues);
  return { ...app.values, requirements: read.requirements };
}

const NAMES = ['requirements', ...Object.keys(APP_SETTINGS)];

function shapeIssues(
  given: unknown,
  rest: Readonly<Record<string, unknown>>,
  path: string,
): readonly Issue[] {
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given)))
    return [
      {
        setting: path.replace(/\.$/, '') || 'props',
        got: showValue(given),
        allowed: `an object with ${NAMES.join(', ')}`,
        remedy: 'write {"requirements": [{"name": "all-traffic"}]}, or leave it out for exactly that',
      },
    ];
  return Object.keys(rest)
    .filter((name) => !NAMES.includes(name))
    .map((name) => ({
      setting: `${path}${name}`,
      got: showValue(rest[name]),
      allowed: `the settings ${NAMES.join(', ')}`,
      remedy: "correct its name, or move it into a requirement's parameters, destination or remediation",
    }));
}

interface ReadRequirements {
  readonly requirements: readonly Requirement[];
  readonly issues: readonly Issue[];
}

function readRequirements(given: unknown, path: string): ReadRequirements {
  if (!Array.isArray(given) || given.length === 0)
    return {
      requirements: [],
      issues: [
        {
          setting: path,
          got: showValue(given),
          allowed: 'a list of at least one requirement',
          remedy: 'write [{"name": "all-traffic"}], or leave it out for exactly that',
        },
      ],
    };
  const results = given.map((each, index) => parseRequirement(each, `${path}[${index}].`));
  const read = results.flatMap((result) => (result.ok ? [result.value] : []));
  const requirements = read.length > 1 ? read.map(requireOwnDestinationType) : read;
  const issues = [
    ...results.flatMap((result) => (result.ok ? [] : result.issues)),
    ...duplicateIssues(given, path),
    ...requirements.flatMap(lengthIssues),
    ...requirements.flatMap(remedyIssues),
    ...requirements.flatMap(retryWindowIssues),
    ...requirements.flatMap(capIssues),
  ];
  return { requirements, issues };
}

/**
 * "S3 for everything, and CloudWatch Logs for production" would be met by one flow log to either: of several
 * requirements, each asks for what its own remediation creates, unless it says otherwise.
 */
function requireOwnDestinationType(requirement: Requirement): Requirement {
  const { parameters, destination, remediation } = requirement;
  if (parameters.destinationTypes.length > 0 || remediation.mode === 'observe') return requirement;
  return { ...requirement, parameters: { ...parameters, destinationTypes: [destination.type] } };
}

function duplicateIssues(given: readonly unknown[], path: string): readonly Issue[] {
  const names = given.map((each) => (each as { readonly name?: unknown } | null)?.name);
  return names.flatMap((name, index) =>
    typeof name === 'string' && names.indexOf(name) < index
      ? [
          {
            setting: `${path}[${index}].name`,
            got: showValue(name),
            allowed: 'a name of its own for each requirement',
            remedy: `rename it, or remove it; ${path}[${names.indexOf(name)}] has the same name`,
          },
        ]
      : [],
  );
}

/** What a cap holds back waits with a remediation exception, which there is of automatic remediation only. */
function capIssues({ name, parameters, remediation }: Requirement): readonly Issue[] {
  const { maxRemediationsPerSweep: cap } = parameters;
  if (cap === undefined || remediation.mode === 'automatic') return [];
  return [
    {
      setting: `requirement ${name}`,
      got: `maxRemediationsPerSweep ${cap} where remediation is ${remediation.mode}`,
      allowed: 'a cap on automatic remediation',
      remedy: 'remove it, or set remediation.mode to automatic',
    },
  ];
}

function lengthIssues({ name, parameters }: Requirement): readonly Issue[] {
  const { length } = JSON.stringify(printParameters(parameters));
  if (length <= RULE_PARAMETERS_LIMIT) return [];
  return [
    {
      setting: `requirement ${name}`,
      got: `parameters of ${length} characters as JSON`,
      allowed: `at most ${RULE_PARAMETERS_LIMIT} characters, which is what Config stores`,
      remedy: 'shorten destinations, exemptVpcIds or requiredFields, or split the requirement',
    },
  ];
}
