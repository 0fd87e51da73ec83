import type { Clients } from './clients';

/** Requests by operation, such as `DescribeVpcs`. */
export type ApiCallCounts = Readonly<Record<string, number>>;

/** After the retries, which are of the same step and come first. */
const AFTER_RETRIES = { step: 'finalizeRequest', priority: 'low', name: 'countApiCalls' } as const;

/**
 * Counts what goes over the wire, repetitions included.
 *
 * @returns the counts since they were last taken; an execution environment handles one invocation at a time, so that
 * they are its own
 */
export function countApiCalls({ ec2, config }: Clients): () => ApiCallCounts {
  let counts: Record<string, number> = {};
  const counting =
    <Request, Answer>(
      next: (request: Request) => Answer,
      { commandName = 'unknown' }: { readonly commandName?: string },
    ) =>
    (request: Request): Answer => {
      const operation = commandName.replace(/Command$/, '');
      counts[operation] = (counts[operation] ?? 0) + 1;
      return next(request);
    };
  ec2.middlewareStack.add(counting, AFTER_RETRIES);
  config.middlewareStack.add(counting, AFTER_RETRIES);
  return () => {
    const taken = counts;
    counts = {};
    return taken;
  };
}
