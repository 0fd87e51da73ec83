import type { Clients } from './clients';

/** Requests by operation, such as `DescribeVpcs`. */
export type ApiCallCounts = Readonly<Record<string, number>>;

/** After the retries, which are of the same step and come first. */
const AFTER_RETRIES = { step: 'finalizeRequest', priority: 'low', name: 'countApiCalls' } as const;

/**
 * Counts what goes over the wire, repetitions included.
 *
 * @returns the counts since they were last taken; an execution environment handles one invocation at a time
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html), so that they are its own
 */
export function countApiCalls({ ec2, config }: Clients): () => ApiCallCounts {
  let counts: Record<string, number> = {};
  const counting =
    <Request, Answer>(
      next: (request: Request) => Promise<Answer>,
      { commandName = 'unknown' }: { readonly commandName?: string },
    ) =>
    async (request: Request): Promise<Answer> => {
      const operation = commandName.replace(/Command$/, '');
      const count = (): void => {
        counts[operation] = (counts[operation] ?? 0) + 1;
      };
      try {
        const answer = await next(request);
        count();
        return answer;
      } catch (error) {
        // What an earlier invocation left under way is ended before it is sent.
        if (!(error instanceof Error && error.name === 'AbortError')) count();
        throw error;
      }
    };
  ec2.middlewareStack.add(counting, AFTER_RETRIES);
  config.middlewareStack.add(counting, AFTER_RETRIES);
  return () => {
    const taken = counts;
    counts = {};
    return taken;
  };
}
