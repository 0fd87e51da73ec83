import type { DocumentStep } from './document';
import type { Json } from './document-members';
import { interpolate, type References, UnresolvedReference } from './interpolation';
import type { Run } from './runner';

/** What a reference stands for at this point of the execution. */
export function references({ world, region, execution, parameters }: Run): References {
  const { accountId, partition, region: regionName } = region.place;
  const now = world.scheduler.now().toISOString();
  const outputs = execution.steps.flatMap((step) =>
    Object.entries(step.outputs).map(([name, value]) => [`${step.name}.${name}`, value] as const),
  );
  return {
    parameters,
    system: {
      'automation:EXECUTION_ID': execution.id,
      'global:ACCOUNT_ID': accountId,
      'global:AWS_PARTITION': partition,
      'global:REGION': regionName,
      'global:DATE': now.slice(0, 10),
    },
    outputs: Object.fromEntries(outputs),
  };
}

/** What cannot be resolved is shown as it stands: the step itself fails over it. */
export function resolvedInputs(run: Run, { inputs }: DocumentStep): Json {
  const known = references(run);
  const resolved = (value: unknown): unknown => {
    try {
      return interpolate(value, known);
    } catch (error) {
      if (error instanceof UnresolvedReference) return value;
      throw error;
    }
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, resolved(value)]));
}
