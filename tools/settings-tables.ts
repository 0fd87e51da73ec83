import { APP_SETTINGS, APP_SUMMARIES } from '../lib/app-settings';
import {
  type DestinationType,
  PARAMETER_SUMMARIES,
  PARAMETERS,
  printDefault,
  REASON_SUMMARIES,
  REASONS,
  type SettingTable,
} from '../policy';
import {
  DESTINATION_SETTINGS,
  DESTINATION_SUMMARIES,
  REMEDIATION_SETTINGS,
  REMEDIATION_SUMMARIES,
} from '../runbook';
import { markdownTable } from './markdown-table';

const settingsTable = (table: SettingTable, summaries: Readonly<Record<string, string>>): string =>
  markdownTable(
    ['setting', 'meaning', 'allowed', 'default'],
    Object.entries(table).map(([name, definition]) => [
      `\`${name}\``,
      summaries[name] ?? '',
      definition.kind.allowed,
      printDefault(definition),
    ]),
  );

const DESTINATION_TABLES = Object.entries(DESTINATION_SETTINGS) as readonly (readonly [
  DestinationType,
  SettingTable,
])[];

/** One table for each type of destination, under its name. */
const destinationTables = (): string =>
  DESTINATION_TABLES.map(([type, table]) =>
    [`**\`${type}\`**`, settingsTable(table, DESTINATION_SUMMARIES[type])].join('\n\n'),
  ).join('\n\n');

const reasonsTable = (): string =>
  markdownTable(
    ['reason', 'verdict', 'meaning'],
    Object.entries(REASON_SUMMARIES).map(([reason, summary]) => [
      `\`${reason}\``,
      REASONS[reason as keyof typeof REASONS],
      summary,
    ]),
  );

/** The README's tables that derive from the tables of the code. */
export const settingsTables = (): Readonly<Record<string, string>> => ({
  parameters: settingsTable(PARAMETERS, PARAMETER_SUMMARIES),
  destination: destinationTables(),
  remediation: settingsTable(REMEDIATION_SETTINGS, REMEDIATION_SUMMARIES),
  app: settingsTable(APP_SETTINGS, APP_SUMMARIES),
  reasons: reasonsTable(),
});
