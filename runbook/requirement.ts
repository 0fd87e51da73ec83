import {
  type Issue,
  matching,
  oneOf,
  optional,
  parseParameters,
  type Result,
  type RuleParameters,
  readSettings,
  type SettingsOf,
  type SettingTable,
  setting,
  showValue,
  wholeNumber,
} from '../policy';
import type { DestinationSettings } from './destination-settings';
import { readDestination } from './read-destination';

const REMEDIATION_MODES = ['automatic', 'manual', 'observe'] as const;

/** Requirement names become folders in S3, tags and construct ids. */
export const REQUIREMENT_NAME = matching(
  /^[a-z][a-z0-9-]{0,39}$/,
  'a name of 1 to 40 lower-case letters, digits and hyphens that starts with a letter',
);

/** How a VPC without the flow log is put right. */
export const REMEDIATION_SETTINGS = {
  mode: setting(oneOf(REMEDIATION_MODES), 'automatic'),
  settleMinutes: setting(optional(wholeNumber(0, 1440)), undefined, '5 when automatic, 0 when manual'),
  maximumAutomaticAttempts: setting(wholeNumber(1, 25), 3),
  concurrentExecutionRatePercentage: setting(wholeNumber(1, 100), 10),
  errorPercentage: setting(wholeNumber(1, 100), 50),
} as const satisfies SettingTable;

/** What they are for, in the words of the documentation. */
export const REMEDIATION_SUMMARIES: Readonly<Record<keyof typeof REMEDIATION_SETTINGS, string>> = {
  mode: 'automatic: Config starts it. manual: a person does, in the console or by API. observe: there is none.',
  settleMinutes:
    'Minutes between the first judgement and the one that creates, for code that is about to create the flow log itself.',
  maximumAutomaticAttempts: 'Failed attempts until Config makes a remediation exception of the VPC.',
  concurrentExecutionRatePercentage:
    'Share of the non-compliant VPCs that is remediated at once, in percent.',
  errorPercentage: 'Share of failed executions at which Config stops starting more, in percent.',
};

export type RemediationSettings = SettingsOf<typeof REMEDIATION_SETTINGS>;

export const settleMinutesOf = ({ mode, settleMinutes }: RemediationSettings): number =>
  settleMinutes ?? (mode === 'automatic' ? 5 : 0);

/** What becomes one Config rule with its remediation. */
export interface Requirement {
  readonly name: string;
  readonly parameters: RuleParameters;
  readonly destination: DestinationSettings;
  readonly remediation: RemediationSettings;
}

const PARTS = ['name', 'parameters', 'destination', 'remediation'] as const;

/** Reads one requirement of `cdk.json`; every issue of every part at once. */
export function parseRequirement(given: unknown, path: string): Result<Requirement> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { ok: false, issues: [badShape(path.replace(/\.$/, ''), given)] };
  const parts = given as Readonly<Record<string, unknown>>;
  const parameters = parseParameters(parts['parameters'], `${path}parameters.`);
  const destination = readDestination(parts['destination'], `${path}destination.`);
  const remediation = readSettings(REMEDIATION_SETTINGS, parts['remediation'], `${path}remediation.`);
  const issues = [
    ...Object.keys(parts)
      .filter((part) => !PARTS.some((known) => known === part))
      .map((part) => badShape(`${path}${part}`, parts[part])),
    ...nameIssues(parts['name'], path),
    ...(parameters.ok ? [] : parameters.issues),
    ...destination.issues,
    ...remediation.issues,
  ];
  if (issues.length > 0 || !parameters.ok) return { ok: false, issues };
  const value = {
    parameters: parameters.value,
    destination: destination.settings,
    remediation: remediation.values,
  };
  return { ok: true, value: { name: String(parts['name']), ...value } };
}

const nameIssues = (name: unknown, path: string): readonly Issue[] =>
  typeof name === 'string' && REQUIREMENT_NAME.parse(name) !== undefined
    ? []
    : [
        {
          setting: `${path}name`,
          got: name === undefined ? 'nothing' : showValue(name),
          allowed: REQUIREMENT_NAME.allowed,
          remedy: 'name the requirement, for example all-traffic',
        },
      ];

const badShape = (name: string, given: unknown): Issue => ({
  setting: name,
  got: showValue(given),
  allowed: `an object with ${PARTS.join(', ')}`,
  remedy: 'move the setting into parameters, destination or remediation, or remove it',
});
