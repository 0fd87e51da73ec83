/** What the process that is measured is told to do. */
export type CommandEvent =
  | { readonly kind: 'command'; readonly args: readonly string[] }
  | { readonly kind: 'call-per-vpc' };

/** How a command ended, and what its standard output had, by the last word of each line. */
export interface CommandEnd {
  readonly outcome: string;
  readonly lastWords: Readonly<Record<string, number>>;
  readonly complaints: string;
}

/** Of the naive way: what was seen of the flow logs of each VPC. */
export interface CallPerVpcEnd {
  readonly vpcs: number;
  readonly flowLogs: number;
}

/** As many Regions at once as the command asks unless told otherwise. */
export const REGIONS_AT_ONCE = 16;
