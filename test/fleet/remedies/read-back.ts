import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { CfnElement, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { FlowLogShape } from '../../../fleet/deployed/documented-flow-log';
import { parseLogFormat } from '../../../policy';

/** A flow log as some code creates it. */
export interface Told extends FlowLogShape {
  readonly vpcId: string;
  readonly region: string | undefined;
}

type Members = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/** The arguments of `aws` when a real shell runs the command; anything else that it did would be seen. */
export function argumentsOf(lines: readonly string[]): readonly string[] {
  const script = `aws() { printf '%s\\0' "$@"; }\n${lines.join('\n')}\n`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`the shell says ${status}: ${stderr}`);
  return stdout.split('\0').slice(0, -1);
}

export function toldByCli(lines: readonly string[]): Told {
  const [service, operation, ...rest] = argumentsOf(lines);
  if (service !== 'ec2' || operation !== 'create-flow-logs')
    throw new Error(`it runs ${service} ${operation}`);
  const options: Record<string, string> = {};
  for (let index = 0; index < rest.length; index += 2) options[rest[index] ?? ''] = rest[index + 1] ?? '';
  const files = Object.fromEntries(
    (options['--destination-options'] ?? '').split(',').map((each) => each.split('=')),
  );
  expect(options['--resource-type']).toBe('VPC');
  return told({
    region: options['--region'],
    vpcId: options['--resource-ids'],
    trafficType: options['--traffic-type'],
    destinationType: options['--log-destination-type'],
    logDestination: options['--log-destination'],
    deliveryRoleArn: options['--deliver-logs-permission-arn'],
    logFormat: options['--log-format'],
    interval: options['--max-aggregation-interval'],
    fileFormat: files['FileFormat'],
    hive: files['HiveCompatiblePartitions'],
    hourly: files['PerHourPartition'],
  });
}

/** Blocks and attributes, as a parser of HCL reads them; a template within a string would be code, and is refused. */
export function readHcl(text: string): { readonly label: string; readonly attributes: Members } {
  const [, type, label] = /^resource "(\w+)" "([A-Za-z_]\w*)" \{\n/.exec(text) ?? [];
  if (type !== 'aws_flow_log' || label === undefined) throw new Error('no aws_flow_log');
  const attributes: Record<string, unknown> = {};
  let [at, depth] = [text.indexOf('\n') + 1, 1];
  while (depth > 0) {
    const rest = text.slice(at);
    const block = /^\s*destination_options \{\n/.exec(rest);
    const attribute = /^\s*(\w+)\s+= /.exec(rest);
    const end = /^\s*\}(\n|$)/.exec(rest);
    if (block) [at, depth] = [at + block[0].length, depth + 1];
    else if (end) [at, depth] = [at + end[0].length, depth - 1];
    else if (attribute) {
      const value = readHclValue(text, at + attribute[0].length);
      attributes[attribute[1] ?? ''] = value.value;
      at = value.end;
    } else throw new Error(`neither block nor attribute: ${JSON.stringify(rest.slice(0, 40))}`);
  }
  if (at !== text.length) throw new Error(`more than one block: ${JSON.stringify(text.slice(at))}`);
  return { label, attributes };
}

function readHclValue(text: string, start: number): { readonly value: unknown; readonly end: number } {
  const plain = /^(true|false|\d+)\n/.exec(text.slice(start));
  if (plain) return { value: JSON.parse(plain[1] ?? ''), end: start + plain[0].length };
  if (text[start] !== '"') throw new Error('neither string nor number');
  let [value, at] = ['', start + 1];
  for (;;) {
    const rest = text.slice(at);
    const short = /^\\(["\\nrt])/.exec(rest);
    const long = /^\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))/.exec(rest);
    const template = /^([$%])\1\{/.exec(rest);
    if (rest.startsWith('"')) break;
    if (/^[$%]\{/.test(rest) || rest.startsWith('\n') || rest === '')
      throw new Error('the string ends, or computes');
    if (short) [value, at] = [value + (short[1] ?? ''), at + 2];
    else if (long)
      [value, at] = [
        value + String.fromCodePoint(Number.parseInt(long[1] ?? long[2] ?? '', 16)),
        at + long[0].length,
      ];
    else if (template) [value, at] = [`${value}${template[1]}{`, at + 3];
    else {
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      [value, at] = [value + character, at + character.length];
    }
  }
  if (text[at + 1] !== '\n') throw new Error('something follows the string');
  return { value, end: at + 2 };
}

export function toldByTerraform(lines: readonly string[]): Told {
  const { attributes: given } = readHcl(lines.join('\n'));
  return told({
    region: given['region'],
    vpcId: given['vpc_id'],
    trafficType: given['traffic_type'],
    destinationType: given['log_destination_type'],
    logDestination: given['log_destination'],
    deliveryRoleArn: given['iam_role_arn'],
    logFormat: given['log_format'],
    interval: given['max_aggregation_interval'],
    fileFormat: given['file_format'],
    hive: given['hive_compatible_partitions'],
    hourly: given['per_hour_partition'],
  });
}

/** Runs the code as the body of a construct, with a module in the place of `aws-cdk-lib/aws-ec2`. */
function runCdk(lines: readonly string[], scope: unknown, module: object): void {
  const body = runInNewContext(`(function (ec2) { ${lines.join('\n')} })`) as (
    this: unknown,
    ec2: object,
  ) => void;
  body.call(scope, module);
}

/** What the one construct that the code makes is given. */
export function constructed(lines: readonly string[]): { readonly id: string; readonly props: Members } {
  const made: { readonly id: string; readonly props: Members }[] = [];
  class CfnFlowLog {
    constructor(_: unknown, id: string, props: Members) {
      made.push({ id, props });
    }
  }
  runCdk(lines, {}, { CfnFlowLog });
  const [one, another] = made;
  if (!one || another) throw new Error(`${made.length} constructs`);
  return one;
}

/** What CloudFormation is told by a stack that holds the code. */
export function toldByCdk(lines: readonly string[]): Told {
  const stack = new Stack(undefined, 'Stack');
  runCdk(lines, stack, ec2);
  // What synthesis asks of each element; synthesis itself loads a validator of templates, which takes seconds.
  const rendered = stack.node.findAll().flatMap((each) => (CfnElement.isCfnElement(each) ? [each] : []));
  const [made, ...others] = rendered.flatMap((element): readonly object[] => {
    const { Resources } = stack.resolve(
      (element as unknown as { readonly _toCloudFormation: () => object })._toCloudFormation(),
    );
    return Object.values(Resources ?? {});
  });
  if (!made || others.length > 0) throw new Error('not one flow log');
  const { Type, Properties: given } = made as { readonly Type: string; readonly Properties: Members };
  expect(Type).toBe('AWS::EC2::FlowLog');
  const files = (given['DestinationOptions'] ?? {}) as Members;
  expect(given['ResourceType']).toBe('VPC');
  return told({
    region: undefined,
    vpcId: given['ResourceId'],
    trafficType: given['TrafficType'],
    destinationType: given['LogDestinationType'],
    logDestination: given['LogDestination'],
    deliveryRoleArn: given['DeliverLogsPermissionArn'],
    logFormat: given['LogFormat'],
    interval: given['MaxAggregationInterval'],
    fileFormat: files['FileFormat'],
    hive: files['HiveCompatiblePartitions'],
    hourly: files['PerHourPartition'],
  });
}

interface Given {
  readonly region: unknown;
  readonly vpcId: unknown;
  readonly trafficType: unknown;
  readonly destinationType: unknown;
  readonly logDestination: unknown;
  readonly deliveryRoleArn: unknown;
  readonly logFormat: unknown;
  readonly interval: unknown;
  readonly fileFormat: unknown;
  readonly hive: unknown;
  readonly hourly: unknown;
}

const told = (given: Given): Told => ({
  region: textOf(given.region),
  vpcId: String(given.vpcId),
  trafficType: String(given.trafficType) as Told['trafficType'],
  destinationType: String(given.destinationType) as Told['destinationType'],
  logDestination: String(given.logDestination),
  deliveryRoleArn: textOf(given.deliveryRoleArn),
  maxAggregationInterval: Number(given.interval),
  fields: parseLogFormat(textOf(given.logFormat)),
  fileFormat: textOf(given.fileFormat),
  hiveCompatiblePartitions: String(given.hive) === 'true',
  perHourPartition: String(given.hourly) === 'true',
});
