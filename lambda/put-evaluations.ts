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
import { ATTEMPTS, untilTaken } from './until-taken';

/** Where evaluations are reported to. Resolves when Config has accepted all of them. */
export interface EvaluationSink {
  put(report: Report): Promise<void>;
}

/** Verdicts, and what Config asks for with them. */
export interface Report {
  readonly verdicts: readonly Verdict[];
  readonly orderingTimestamp: Date;
  readonly resultToken: string;
}

const toEvaluation = (verdict: Verdict, orderingTimestamp: Date): Evaluation => ({
  ComplianceResourceType: VPC_TYPE,
  ComplianceResourceId: verdict.vpcId,
  ComplianceType: complianceTypeOf(verdict),
  Annotation: verdict.annotation,
  OrderingTimestamp: orderingTimestamp,
});

/** API_PutEvaluations refuses more in one call. */
const BATCH_SIZE = 100;
/** Batches under way at once. Config publishes no rate; what it throttles, the SDK repeats. */
export const CONCURRENT_CALLS = 4;

/** The token of AWS's own rule templates for a run that must change nothing. */
export const TEST_TOKEN = 'TESTMODE';

export function configEvaluationSink(
  client: ConfigServiceClient,
  sleep: Sleep,
  signal: AbortSignal,
): EvaluationSink {
  return {
    async put({ verdicts, orderingTimestamp, resultToken }) {
      const put = (batch: readonly Evaluation[]) => putAll(client, batch, resultToken, signal);
      const pause = (milliseconds: number) => sleep(milliseconds, signal);
      await inParallel(inBatches(verdicts, BATCH_SIZE), CONCURRENT_CALLS, (batch) => {
        const evaluations = batch.map((verdict) => toEvaluation(verdict, orderingTimestamp));
        return untilTaken(evaluations, put, notTaken, pause);
      });
    },
  };
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
