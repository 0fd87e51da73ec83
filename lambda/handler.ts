import type { Context } from 'aws-lambda';
import type { Inventory } from '../inventory/ec2-inventory';
import { isJudgeRequest, JUDGE_ACTION, type Place, printDecision, safeProse, type Verdict } from '../policy';
import { judgeChange } from './change';
import { type ConfigEvent, parseConfigEvent } from './config-event';
import type { FlowLogHistory } from './configuration-history';
import { countVerdicts, type InvocationRecord, type InvocationSummary } from './invocation-record';
import { type JsonObject, refuse } from './json-members';
import { decideRequest } from './judge-request';
import type { Bench } from './live-judgement';
import { placeOf } from './place';
import { type EvaluationSink, TEST_TOKEN, toEvaluation } from './put-evaluations';
import type { RememberedResults } from './remembered-results';
import { readParameters } from './rule-parameters';
import { sweepAndClear } from './sweep';

/** Everything outside the function. */
export interface Dependencies {
  readonly inventoryOf: (place: Place) => Inventory;
  readonly history: FlowLogHistory;
  readonly remembered: RememberedResults;
  readonly evaluations: EvaluationSink;
  readonly now: () => Date;
  readonly log: (record: InvocationRecord) => void;
}

export type Handler = (
  event: unknown,
  context: Pick<Context, 'invokedFunctionArn'>,
) => Promise<string | undefined>;

interface Answer {
  /** For the Automation document; Config reads none. */
  readonly payload?: string;
  readonly summary: InvocationSummary;
}

/** Answers a Config rule's event with evaluations, and a judge request with a decision. Any error: no verdict. */
export function createHandler(dependencies: Dependencies): Handler {
  return async (event, context) => {
    const started = dependencies.now();
    const elapsed = (): number => dependencies.now().getTime() - started.getTime();
    const asked = isJudgeRequest(event);
    try {
      const place = placeOf(context.invokedFunctionArn);
      const bench = { place, inventory: dependencies.inventoryOf(place), now: started };
      const { payload, summary } = await (asked
        ? answerJudgeRequest(event, bench)
        : answerConfigEvent(event, bench, dependencies));
      dependencies.log({ outcome: 'judged', ...summary, durationMs: elapsed() });
      return payload;
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      dependencies.log({ outcome: 'failed', error: text, durationMs: elapsed() });
      // The document looks for decisions in the whole payload, and an error's text is part of it. A cause is not, but
      // is left out all the same: the log has it.
      throw asked ? new Error(safeProse(text)) : error;
    }
  };
}

async function answerJudgeRequest(event: JsonObject, bench: Omit<Bench, 'parameters'>): Promise<Answer> {
  const { verdict, decision } = await decideRequest(event, bench);
  return {
    payload: printDecision(decision),
    summary: { messageType: JUDGE_ACTION, counts: countVerdicts([verdict]), decision: decision.word },
  };
}

async function answerConfigEvent(
  event: unknown,
  surroundings: Omit<Bench, 'parameters'>,
  dependencies: Dependencies,
): Promise<Answer> {
  const configEvent = parseConfigEvent(event);
  refuseForeignRule(configEvent, surroundings.place);
  const bench = { ...surroundings, parameters: readParameters(configEvent.ruleParameters) };
  const verdicts = await judgeNotification(configEvent, bench, dependencies);
  const { configRuleName, notification, resultToken } = configEvent;
  const evaluations = verdicts.map((verdict) => toEvaluation(verdict, notification.orderingTimestamp));
  if (resultToken !== undefined) await dependencies.evaluations.put(evaluations, resultToken);
  return {
    summary: {
      messageType: notification.messageType,
      configRuleName,
      counts: countVerdicts(verdicts),
      reported: resultToken === undefined ? 0 : evaluations.length,
      testMode: resultToken === TEST_TOKEN,
    },
  };
}

/** The function sees its own account only: another one's VPCs would all look gone. */
function refuseForeignRule({ accountId }: ConfigEvent, place: Place): void {
  if (accountId !== undefined && accountId !== place.accountId)
    throw refuse(
      'accountId',
      accountId,
      `the account of the function, ${place.accountId}`,
      'deploy the rule and its function in every account',
    );
}

function judgeNotification(
  { notification, eventLeftScope, configRuleName }: ConfigEvent,
  bench: Bench,
  { history, remembered }: Dependencies,
): Promise<readonly Verdict[]> {
  switch (notification.kind) {
    case 'change':
      return judgeChange(notification.item, eventLeftScope, bench, history);
    case 'schedule':
      return sweepAndClear(bench, remembered, configRuleName);
  }
}
