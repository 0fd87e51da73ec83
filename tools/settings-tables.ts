import { APP_SETTINGS } from '../lib/app-settings';
import { PARAMETERS, printDefault, REASONS, type SettingTable } from '../policy';
import { DESTINATION_SETTINGS, REMEDIATION_SETTINGS } from '../runbook';
import { markdownTable } from './markdown-table';

const settingsTable = (table: SettingTable): string =>
  markdownTable(
    ['setting', 'meaning', 'allowed', 'default'],
    Object.entries(table).map(([name, definition]) => [
      `\`${name}\``,
      definition.summary,
      definition.kind.allowed,
      printDefault(definition),
    ]),
  );

const reasonsTable = (): string =>
  markdownTable(
    ['reason', 'verdict', 'meaning'],
    Object.entries(REASONS).map(([reason, { complianceType, summary }]) => [
      `\`${reason}\``,
      complianceType,
      summary,
    ]),
  );

/** The README's tables that derive from the tables of the code. */
export const settingsTables = (): Readonly<Record<string, string>> => ({
  parameters: settingsTable(PARAMETERS),
  destination: settingsTable(DESTINATION_SETTINGS),
  remediation: settingsTable(REMEDIATION_SETTINGS),
  app: settingsTable(APP_SETTINGS),
  reasons: reasonsTable(),
});
