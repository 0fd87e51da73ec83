import type { Command } from 'commander';
import * as values from '../flag-values';
import type { GlobalFlags } from '../global-flags';

/** Flags of every command that asks accounts and Regions. */
export interface EstateFlags extends GlobalFlags {
  readonly regions?: 'all' | readonly string[];
  readonly accounts?: readonly string[];
  readonly organization?: boolean;
  readonly roleName?: string;
  readonly externalId?: string;
  /** Regions that are asked at once. */
  readonly concurrency: number;
}

export const addEstateFlags = (command: Command): Command =>
  command
    .option(
      '--regions <list>',
      'these Regions, with commas between them, or all that are enabled in an account',
      values.regionsOrAll,
    )
    .option('--accounts <ids>', 'these accounts, with commas between them', values.accountIds)
    .option('--organization', 'every account of the organization')
    .option('--role-name <name>', 'role to assume in each account but our own', values.roleName)
    .option('--external-id <id>', 'what that role may ask for to be assumed', values.externalId)
    .option('--concurrency <number>', 'Regions that are asked at once', values.concurrency, 16);
