import { jsonObject } from './json-line';

/** One value of one metric, as CloudWatch takes it out of a log line. */
export interface MetricDatum {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly value: number;
  readonly time: Date;
}

/** A line that would be metrics and is not by the specification: CloudWatch drops it, and nobody hears of it. */
export class EmbeddedMetricError extends Error {
  constructor(problem: string, line: string) {
    super(`not a document of the embedded metric format: ${problem}, in ${line}`);
    this.name = 'EmbeddedMetricError';
  }
}

/**
 * The metrics in a log line; none in one without `_aws`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * @throws EmbeddedMetricError
 */
export function metricsIn(line: string): readonly MetricDatum[] {
  const root = jsonObject(line);
  if (root === undefined || !('_aws' in root)) return [];
  return new MetricDocument(root, line).metrics();
}

type Members = Readonly<Record<string, unknown>>;

const COUNTED = [
  ...['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'],
  ...['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits', 'Count'],
];
const UNITS: readonly string[] = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Percent', 'None'],
  ...COUNTED.flatMap((unit) => [unit, `${unit}/Second`]),
];

class MetricDocument {
  constructor(
    private readonly root: Members,
    private readonly line: string,
  ) {}

  metrics(): readonly MetricDatum[] {
    const metadata = this.members(this.root['_aws'], '_aws');
    const timestamp = metadata['Timestamp'];
    if (!Number.isInteger(timestamp)) throw this.problem('_aws.Timestamp is no whole number');
    const time = new Date(Number(timestamp));
    return this.list(metadata['CloudWatchMetrics'], 'CloudWatchMetrics').flatMap((directive) =>
      this.directive(this.members(directive, 'a MetricDirective'), time),
    );
  }

  private directive(directive: Members, time: Date): readonly MetricDatum[] {
    const namespace = this.text(directive['Namespace'], 'Namespace', 1024);
    const sets = this.list(directive['Dimensions'], 'Dimensions').map((set) => this.dimensions(set));
    if (sets.length === 0) throw this.problem('Dimensions holds no DimensionSet');
    const definitions = this.list(directive['Metrics'], 'Metrics', 100);
    return definitions
      .map((definition) => this.members(definition, 'a MetricDefinition'))
      .flatMap((definition) => {
        const metric = this.definition(definition);
        const values = this.values(metric.name);
        return sets.flatMap((dimensions) =>
          values.map((value) => ({ namespace, ...metric, dimensions, value, time })),
        );
      });
  }

  private definition({ Name, Unit, StorageResolution }: Members): Pick<MetricDatum, 'name' | 'unit'> {
    const name = this.text(Name, 'Name', 1024);
    const unit = Unit === undefined ? 'None' : UNITS.find((each) => each === Unit);
    if (unit === undefined) throw this.problem(`Unit of ${name} is none that CloudWatch knows`);
    if (StorageResolution !== undefined && StorageResolution !== 1 && StorageResolution !== 60)
      throw this.problem(`StorageResolution of ${name} is neither 1 nor 60`);
    return { name, unit };
  }

  private dimensions(set: unknown): Readonly<Record<string, string>> {
    const names = this.list(set, 'a DimensionSet', 30).map((name) => this.text(name, 'a dimension', 250));
    return Object.fromEntries(
      names.map((name) => [name, this.text(this.target(name), `dimension ${name}`, 1024)]),
    );
  }

  private values(name: string): readonly number[] {
    const target = this.target(name);
    const values = Array.isArray(target) ? this.list(target, `metric ${name}`, 100) : [target];
    return values.map((value) => {
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      throw this.problem(`metric ${name} is no number`);
    });
  }

  /** Targets are members of the root: a name with a dot is no path. */
  private target(name: string): unknown {
    if (!Object.hasOwn(this.root, name)) throw this.problem(`${name} is no member of the root`);
    return this.root[name];
  }

  private text(value: unknown, what: string, longest: number): string {
    if (typeof value === 'string' && value.length >= 1 && value.length <= longest) return value;
    throw this.problem(`${what} is no text of 1 to ${longest} characters`);
  }

  private list(value: unknown, what: string, most = Number.POSITIVE_INFINITY): readonly unknown[] {
    if (!Array.isArray(value)) throw this.problem(`${what} is no list`);
    if (value.length > most) throw this.problem(`${what} holds ${value.length}, at most ${most}`);
    return value;
  }

  private members(value: unknown, what: string): Members {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw this.problem(`${what} is no object`);
    return value as Members;
  }

  private problem(problem: string): EmbeddedMetricError {
    return new EmbeddedMetricError(problem, this.line);
  }
}
