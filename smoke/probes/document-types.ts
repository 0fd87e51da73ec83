import { asPlayed, type Finding, notSettled, otherwise } from '../finding';
import type { Probe } from '../probe';

/** Members of CreateFlowLogs that are no texts, by the paths where the document has them. */
const TYPED: Readonly<Record<string, 'number' | 'boolean'>> = {
  MaxAggregationInterval: 'number',
  'DestinationOptions.HiveCompatiblePartitions': 'boolean',
  'DestinationOptions.PerHourPartition': 'boolean',
};

/** Reads the document that CloudFormation made. */
export const documentTypes: Probe = {
  rows: [15],
  needs: [],
  run: ({ deployment }) => Promise.resolve([typesIn(deployment.documentContent)]),
};

export function typesIn(content: string): Finding {
  const { mainSteps = [] } = JSON.parse(content) as { readonly mainSteps?: readonly Step[] };
  const inputs = mainSteps.find((step) => step.inputs?.['Api'] === 'CreateFlowLogs')?.inputs;
  if (!inputs) return notSettled(15, 'the document has no step that calls CreateFlowLogs');
  const changed = Object.entries(TYPED).filter(([path, type]) => typeof at(inputs, path) !== type);
  const evidence = Object.keys(TYPED)
    .map((path) => `${path}: ${JSON.stringify(at(inputs, path))}`)
    .join(', ');
  if (changed.length === 0) return asPlayed(15, evidence);
  return otherwise(15, `${changed.map(([path]) => path).join(', ')} changed type`, evidence);
}

interface Step {
  readonly inputs?: Members;
}

type Members = Readonly<Record<string, unknown>>;

const at = (members: Members, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Members)[name] : undefined),
      members,
    );
