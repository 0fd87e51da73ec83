import type { Case } from '../case';
import { call } from './ec2';

const organizations = (operation: string, title: string): Case => ({
  ...{ service: 'organizations', operation, title },
  input: {},
});
const regions = (title: string, input: Case['input']): Case => call('DescribeRegions', title, input);

/** How many accounts and Regions are found. */
export const ESTATE_CASES: readonly Case[] = [
  regions('by name', { RegionNames: ['eu-central-1', 'us-east-1'] }),
  regions('by name, one not enabled', { RegionNames: ['af-south-1'], AllRegions: true }),
  regions('no such Region', { RegionNames: ['eu-nowhere-1'] }),
  organizations('DescribeOrganization', 'of an account that is in none'),
  organizations('ListAccounts', 'of an account that is in none'),
];
