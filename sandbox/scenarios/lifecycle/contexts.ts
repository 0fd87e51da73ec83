/** `flowLogs` of `cdk.json`, as far as the scenarios set it. */
export interface FlowLogsContext {
  readonly requirements: readonly RequirementContext[];
  readonly rolePath?: string;
}

export interface RequirementContext {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly destination?: Readonly<Record<string, unknown>>;
  readonly remediation?: Readonly<Record<string, unknown>>;
}

const ALL_TRAFFIC: RequirementContext = { name: 'all-traffic' };

/** One requirement, by the shipped settings but for these. */
export const oneRequirement = (changes: Partial<RequirementContext> = {}): FlowLogsContext => ({
  requirements: [{ ...ALL_TRAFFIC, ...changes }],
});

/** One requirement that delivers to CloudWatch Logs: to a log group of the stack, unless said otherwise. */
export const toLogGroup = (
  destination: Readonly<Record<string, unknown>> = {},
  changes: Partial<RequirementContext> = {},
): FlowLogsContext =>
  oneRequirement({ ...changes, destination: { type: 'cloud-watch-logs', ...destination } });

/** A second requirement beside the first. */
export const withAnother = (another: RequirementContext): FlowLogsContext => ({
  requirements: [ALL_TRAFFIC, another],
});
