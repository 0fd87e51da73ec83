import type { Context } from 'aws-lambda';
import type { Inventory } from '../inventory/ec2-inventory';
import { describeError } from '../inventory/read-error';
import { isJudgeRequest, JUDGE_ACTION, type Place, printDecision, safeProse } from '../policy';
import type { ApiCallCounts } from './api-calls';
import { judgeChange } from './change';
import { type ConfigEvent, parseConfigEvent } from './config-event';
import type { ConfigurationHistory } from './configuration-history';
import { withinTime } from './deadline';
import {
  countVerdicts,
  type InvocationRecord,
  type InvocationSummary,
  type Trigger,
} from './invocation-record';
import { type JsonObject, objectIn, refuse } from './json-members';
import type { JudgeContext } from './judge-context';
import { decideRequest } from './judge-request';
import { placeOf } from './place';
import { TEST_TOKEN } from './put-evaluations';
import type { RememberedResults } from './remembered-results';
import { type JudgedNotification, report, type Sinks } from './report';
import { readParameters } from './rule-parameters';
import { sweepAndClear } from './sweep';

/** AWS, as one invocation sees it: the signal ends whatever is under way. */
export interface Gateways extends Sinks {
  readonly inventory: Inventory;
  readonly history: ConfigurationHistory;
  readonly remembered: RememberedResults;
}

/** Everything outside the function. */
export interface Dependencies {
  readonly connect: (place: Place, signal: AbortSignal) => Gateways;
  /** Aborts after so many milliseconds. */
  readonly timeout: (milliseconds: number) => AbortSignal;
  /** The API calls since it was last asked. */
  readonly takeApiCalls: () => ApiCallCounts;
  readonly now: () => Date;
  readonly log: (record: InvocationRecord) => void;
}

export type Handler = (
  event: unknown,
  context: Pick<Context, 'invokedFunctionArn' | 'awsRequestId' | 'getRemainingTimeInMillis'>,
) => Promise<string | undefined>;

interface Answer {
  /** For the Automation document; Config reads none. */
  readonly payload?: string;
  readonly summary: InvocationSummary;
}

/** One invocation's AWS, and when it started. */
interface Surroundings {
  readonly gateways: Gateways;
  readonly context: Omit<JudgeContext, 'parameters'>;
  readonly now: () => Date;
}

/** Answers a Config rule's event with evaluations, and a judge request with a decision. Any error: no verdict. */
export function createHandler(dependencies: Dependencies): Handler {
  const { connect, timeout, takeApiCalls, now, log } = dependencies;
  return async (event, context) => {
    const started = now();
    // What ended after the last invocation's log line is not this one's.
    takeApiCalls();
    let recognized: Recognized = { trigger: isJudgeRequest(event) ? 'judge-request' : 'unknown' };
    const invocation = () => ({
      requestId: context.awsRequestId,
      ...recognized,
      durationMs: now().getTime() - started.getTime(),
      apiCalls: takeApiCalls(),
    });
    try {
      const { payload, summary } = await withinTime(context.getRemainingTimeInMillis(), timeout, (signal) => {
        const place = placeOf(context.invokedFunctionArn);
        const gateways = connect(place, signal);
        const surroundings = { place, inventory: gateways.inventory, now: started };
        if (isJudgeRequest(event)) return answerJudgeRequest(event, surroundings);
        const configEvent = parseConfigEvent(event);
        recognized = { trigger: configEvent.notification.kind, configRuleName: configEvent.configRuleName };
        return answerConfigEvent(configEvent, { gateways, context: surroundings, now });
      });
      log({ ...invocation(), outcome: 'judged', ...summary });
      return payload;
    } catch (error) {
      const text = withoutToken(describeError(error), event);
      log({ ...invocation(), outcome: 'failed', error: text });
      // The document looks for decisions in the whole payload, and an error's text is part of it. A cause is not, but
      // is left out all the same: the log has it.
      if (recognized.trigger === 'judge-request') throw new Error(safeProse(text));
      throw text === describeError(error) ? error : new Error(text);
    }
  };
}

/** What an event turned out to be, as far as it was read. */
interface Recognized {
  readonly trigger: Trigger;
  readonly configRuleName?: string;
}

/** AWS quotes what it refuses, and Lambda logs what is thrown: whoever holds the token can report verdicts. */
function withoutToken(text: string, event: unknown): string {
  const token = objectIn(event)?.['resultToken'];
  return typeof token === 'string' && token !== '' ? text.replaceAll(token, '(result token)') : text;
}

async function answerJudgeRequest(
  event: JsonObject,
  context: Omit<JudgeContext, 'parameters'>,
): Promise<Answer> {
  const { verdict, decision } = await decideRequest(event, context);
  return {
    payload: printDecision(decision),
    summary: { messageType: JUDGE_ACTION, counts: countVerdicts([verdict]), decision: decision.word },
  };
}

async function answerConfigEvent(
  configEvent: ConfigEvent,
  { gateways, context, now }: Surroundings,
): Promise<Answer> {
  refuseForeignRule(configEvent, context.place);
  const parameters = readParameters(configEvent.ruleParameters);
  const judged = await judgeNotification(configEvent, { ...context, parameters }, gateways);
  const reportingSince = now();
  const reported = await report(judged, configEvent, gateways, {
    cap: parameters.maxRemediationsPerSweep,
    now: reportingSince,
  });
  return {
    summary: {
      messageType: configEvent.notification.messageType,
      counts: countVerdicts(judged.verdicts),
      ...reported,
      reportingMs: now().getTime() - reportingSince.getTime(),
      testMode: configEvent.resultToken === TEST_TOKEN,
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

async function judgeNotification(
  { notification, eventLeftScope, configRuleName }: ConfigEvent,
  context: JudgeContext,
  { history, remembered }: Gateways,
): Promise<JudgedNotification> {
  switch (notification.kind) {
    case 'change':
      return { verdicts: await judgeChange(notification.item, eventLeftScope, context, history) };
    case 'schedule':
      return sweepAndClear(context, remembered, configRuleName, notification.orderingTimestamp);
  }
}
