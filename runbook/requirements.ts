import { type Issue, parseParameters, printParameters, RULE_PARAMETERS_LIMIT, showValue } from '../policy';
import { remedyIssues } from './remedy';
import { parseRequirement, type Requirement } from './requirement';
import { retryWindowIssues } from './retry-window';
import { sharedDestinationIssues, writtenDestination } from './shared-destination';

/** The names of `flowLogs` in `cdk.json` that are not of one requirement; what each may hold is lib's to say. */
export const APP_SETTING_NAMES = [
  'schedule',
  'triggers',
  'logRetentionDays',
  'alarmTopicArn',
  'permissionsBoundaryArn',
  'rolePath',
] as const;

const NAMES: readonly string[] = ['requirements', ...APP_SETTING_NAMES];

/** What nobody writing anything gets: all traffic of every VPC, to a bucket of the stack. */
const DEFAULT_REQUIREMENTS = [{ name: 'all-traffic' }] as const;

export interface ReadRequirements {
  /** Those that could be read; complete where there is no issue. */
  readonly requirements: readonly Requirement[];
  readonly issues: readonly Issue[];
}

/**
 * Reads the requirements of `flowLogs` in `cdk.json`, or of the construct's props in the same form; every issue at once.
 * Apart from the names of the other settings, nothing of them is looked at.
 *
 * @param path stands before each name in the issues: `flowLogs.`
 */
export function readRequirements(given: unknown, path: string): ReadRequirements {
  const parts = isObject(given) ? given : {};
  const { requirements = DEFAULT_REQUIREMENTS } = parts;
  const read = readList(requirements, `${path}requirements`);
  return { ...read, issues: [...shapeIssues(given, path), ...read.issues] };
}

const isObject = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

function shapeIssues(given: unknown, path: string): readonly Issue[] {
  if (given === undefined) return [];
  if (!isObject(given))
    return [
      {
        setting: path.replace(/\.$/, '') || 'props',
        got: showValue(given),
        allowed: `an object with ${NAMES.join(', ')}`,
        remedy: 'write {"requirements": [{"name": "all-traffic"}]}, or leave it out for exactly that',
      },
    ];
  return Object.keys(given)
    .filter((name) => !NAMES.includes(name))
    .map((name) => ({
      setting: `${path}${name}`,
      got: showValue(given[name]),
      allowed: `the settings ${NAMES.join(', ')}`,
      remedy: "correct its name, or move it into a requirement's parameters, destination or remediation",
    }));
}

function readList(given: unknown, path: string): ReadRequirements {
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
  const requirements = given.length > 1 ? read.map(requireOwnDestinationType) : read;
  const issues = [
    ...results.flatMap((result) => (result.ok ? [] : result.issues)),
    ...duplicateIssues(given, path),
    ...requirements.flatMap(contradictionIssues),
    ...sharedDestinationIssues(requirements, writtenDestination),
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

/** What the function would refuse: parameters that were right before a destination type was added to them. */
function contradictionIssues({ name, parameters }: Requirement): readonly Issue[] {
  const parsed = parseParameters(printParameters(parameters), `requirement ${name}: `);
  if (parsed.ok) return [];
  return parsed.issues.map((issue) => ({
    ...issue,
    allowed: `${issue.allowed}; of several requirements, each asks for the type that its own remediation creates unless its destinationTypes says otherwise`,
  }));
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
