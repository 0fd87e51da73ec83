import type { InvocationRecord } from './invocation-record';

/** Every metric of the function, with its unit in CloudWatch. */
const METRICS = {
  Evaluated: 'Count',
  NonCompliant: 'Count',
  Exempt: 'Count',
  Waiting: 'Count',
  Errors: 'Count',
  Duration: 'Milliseconds',
} as const;

const METRIC_NAMESPACE = 'VpcFlowLogsCompliance';

type Metric = keyof typeof METRICS;

/**
 * The one line that an invocation logs: what it did, and the metrics that CloudWatch takes from it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * The members of the format must stand at the top, where the runtime's console would wrap them into a message
 * (https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html): write it to the standard output as it is.
 */
export function toLogLine(record: InvocationRecord, now: Date): string {
  const values = metricsOf(record);
  const { configRuleName, trigger } = record;
  const dimensions = { ...(configRuleName && { ConfigRuleName: configRuleName }), Trigger: trigger };
  return JSON.stringify({
    timestamp: now.toISOString(),
    level: record.outcome === 'failed' ? 'ERROR' : 'INFO',
    ...record,
    ...dimensions,
    ...values,
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [Object.keys(dimensions)],
          Metrics: Object.entries(METRICS)
            .filter(([name]) => name in values)
            .map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
  });
}

/** What reports nothing to Config, as judge requests and tests do, counts towards no rule's verdicts. */
function metricsOf(record: InvocationRecord): Partial<Readonly<Record<Metric, number>>> {
  const Duration = record.durationMs;
  if (record.outcome === 'failed') return { Errors: 1, Duration };
  if (!record.reported || record.testMode) return { Errors: 0, Duration };
  const { COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, exempt } = record.counts;
  return {
    Evaluated: COMPLIANT + NON_COMPLIANT + NOT_APPLICABLE,
    NonCompliant: NON_COMPLIANT,
    Exempt: exempt,
    ...(record.waiting !== undefined && { Waiting: record.waiting }),
    Errors: 0,
    Duration,
  };
}
