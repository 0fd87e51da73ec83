import { jsonObject } from './json-line';

/** From the most detail to the least. */
export const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether Lambda sends a line of a function with JSON logs to CloudWatch Logs. */
export const isLogged = (line: string, least: LogLevel): boolean =>
  LOG_LEVELS.indexOf(levelOf(line)) >= LOG_LEVELS.indexOf(least);

/**
 * A line says its level itself, as JSON with a valid timestamp. Any other line is INFO, metrics among them:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
function levelOf(line: string): LogLevel {
  const { level, timestamp } = jsonObject(line) ?? {};
  if (typeof level !== 'string' || typeof timestamp !== 'string' || !RFC_3339.test(timestamp)) return 'INFO';
  return LOG_LEVELS.find((each) => each === level.toUpperCase()) ?? 'INFO';
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
