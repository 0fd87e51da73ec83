import { readSettings } from '../policy';
import { APP_SETTING_NAMES, type Requirement, readRequirements } from '../runbook';
import { APP_SETTINGS, type AppSettings } from './app-settings';
import { mistakeOf } from './user-mistake';

/** Everything that the app deploys, complete and valid. */
export interface FlowLogsSettings extends AppSettings {
  readonly requirements: readonly Requirement[];
}

/**
 * Reads `flowLogs` of `cdk.json`, or the construct's props in the same form. Every issue is reported at once, before
 * anything is synthesized.
 *
 * @param path stands before each name in the issues: `flowLogs.`
 */
export function readFlowLogsSettings(given: unknown, path: string): FlowLogsSettings {
  const app = readSettings(APP_SETTINGS, appSettingsOf(given), path);
  const read = readRequirements(given, path);
  const issues = [...app.issues, ...read.issues];
  if (issues.length > 0) throw mistakeOf(issues);
  return { ...app.values, requirements: read.requirements };
}

/** The rest of what was given is the requirements', or an issue of theirs. */
const appSettingsOf = (given: unknown): Readonly<Record<string, unknown>> => {
  const names: readonly (keyof AppSettings)[] = APP_SETTING_NAMES;
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(entries.filter(([name]) => names.some((known) => known === name)));
};
