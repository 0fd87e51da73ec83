import {
  type ConfigServiceClient,
  type Evaluation,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import { inBatches } from '../inventory/batches';
import { describeError } from '../inventory/read-error';
import { complianceTypeOf, type Verdict } from '../policy';
import { inParallel } from './in-parallel';
import { VPC_TYPE } from './resource-types';
import type { Sleep } from './sleep';

/** Where evaluations are reported to. Resolves when Config has accepted all of them. */
export interface EvaluationSink {
  put(evaluations: Iterable<Evaluation>, resultToken: string): Promise<void>;
}

export const toEvaluation = (verdict: Verdict, orderingTimestamp: Date): Evaluation => ({
  ComplianceResourceType: VPC_TYPE,
  ComplianceResourceId: verdict.vpcId,
  ComplianceType: complianceTypeOf(verdict),
  Annotation: verdict.annotation,
  OrderingTimestamp: orderingTimestamp,
});

/** API_PutEvaluations refuses more in one call. */
const BATCH_SIZE = 100;
/** Batches under way at once. Config publishes no rate; what it throttles, the SDK repeats. */
const CONCURRENT_CALLS = 4;
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1_000;

/** The token of AWS's own rule templates for a run that must change nothing. */
export const TEST_TOKEN = 'TESTMODE';

export function configEvaluationSink(
  client: ConfigServiceClient,
  sleep: Sleep,
  signal: AbortSignal,
): EvaluationSink {
  return {
    async put(evaluations, resultToken) {
      const putOnce = (batch: readonly Evaluation[]) => putAll(client, batch, resultToken, signal);
      await inParallel(inBatches(evaluations, BATCH_SIZE), CONCURRENT_CALLS, (batch) =>
        putBatch(batch, putOnce, (milliseconds) => sleep(milliseconds, signal)),
      );
    },
  };
}

/** Config answers 200 and lists what it did not take; only that is put again. */
async function putBatch(
  batch: readonly Evaluation[],
  putOnce: (evaluations: readonly Evaluation[]) => Promise<readonly Evaluation[]>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<void> {
  let pending = batch;
  for (let attempt = 1; ; attempt++) {
    pending = await putOnce(pending);
    if (pending.length === 0) return;
    if (attempt === ATTEMPTS) throw notTaken(pending);
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
}

const notTaken = (pending: readonly Evaluation[]): Error =>
  new Error(
    `config:PutEvaluations left ${pending.length} evaluations out after ${ATTEMPTS} attempts, ` +
      `the first on ${pending[0]?.ComplianceResourceId}; the next sweep reports them again`,
  );

/** @returns what has to be put again */
async function putAll(
  client: ConfigServiceClient,
  evaluations: readonly Evaluation[],
  resultToken: string,
  abortSignal: AbortSignal,
): Promise<readonly Evaluation[]> {
  const answer = await client
    .send(
      new PutEvaluationsCommand({
        Evaluations: [...evaluations],
        ResultToken: resultToken,
        TestMode: resultToken === TEST_TOKEN,
      }),
      { abortSignal },
    )
    .catch((cause: unknown) => {
      throw new Error(`config:PutEvaluations failed: ${describeError(cause)}`, { cause });
    });
  // Without the list it is no answer of Config, which gives an empty one when it took everything.
  if (!answer.FailedEvaluations)
    throw new Error('config:PutEvaluations answered without FailedEvaluations, nothing is known of ours');
  const failedIds = new Set(answer.FailedEvaluations.map(({ ComplianceResourceId }) => ComplianceResourceId));
  const pending = evaluations.filter(({ ComplianceResourceId }) => failedIds.has(ComplianceResourceId));
  if (pending.length < failedIds.size)
    throw new Error(
      'config:PutEvaluations names failed evaluations that were not put, nothing is known of ours',
    );
  return pending;
}
