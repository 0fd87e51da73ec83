import { APP_SETTINGS, APP_SUMMARIES } from '../lib/app-settings';
import {
  type DestinationType,
  PARAMETER_SUMMARIES,
  PARAMETERS,
  printDefault,
  type SettingTable,
} from '../policy';
import {
  DESTINATION_SETTINGS,
  DESTINATION_SUMMARIES,
  REMEDIATION_SETTINGS,
  REMEDIATION_SUMMARIES,
} from '../runbook';
import { fillBlocks, rewrite } from './generated-blocks';
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

/** Fills the tables of docs/configuration.md. */
export const fillConfigurationPage = (page: string): string =>
  fillBlocks(page, {
    parameters: settingsTable(PARAMETERS, PARAMETER_SUMMARIES),
    destination: destinationTables(),
    remediation: settingsTable(REMEDIATION_SETTINGS, REMEDIATION_SUMMARIES),
    app: settingsTable(APP_SETTINGS, APP_SUMMARIES),
  });

export const writeConfigurationPage = (): void => rewrite('docs/configuration.md', fillConfigurationPage);
