import { type JsonObject, objectIn, readJson, readText, refuse } from './json-members';
import { type Notification, parseNotification } from './notification';

/**
 * How AWS Config invokes the function of a custom rule:
 * https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html
 */
export interface ConfigEvent {
  readonly notification: Notification;
  readonly ruleParameters: JsonObject;
  /** Undefined when somebody invokes the function by hand: then it judges and reports nothing. */
  readonly resultToken: string | undefined;
  readonly eventLeftScope: boolean;
  readonly configRuleName: string;
  /** The account that owns the rule. */
  readonly accountId: string | undefined;
}

/** @throws RefusedEventError at the first member that is not as documented */
export function parseConfigEvent(event: unknown): ConfigEvent {
  // It may hold a token, whatever it is: what was got is not shown.
  const envelope = objectIn(event);
  if (!envelope) throw refuse('event', Array.isArray(event) ? 'list' : typeof event, 'an object of members');
  return {
    notification: parseNotification(envelope['invokingEvent']),
    ruleParameters: readRuleParameters(envelope['ruleParameters']),
    resultToken: readToken(envelope['resultToken']),
    eventLeftScope: readFlag(envelope['eventLeftScope'], 'eventLeftScope'),
    configRuleName: readText(envelope['configRuleName'], 'configRuleName'),
    accountId: readOptionalText(envelope['accountId'], 'accountId'),
  };
}

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Config leaves them out of the event of a rule that has none. */
const readRuleParameters = (value: unknown): JsonObject =>
  isUnset(value) ? {} : readJson(value, 'ruleParameters');

const readOptionalText = (value: unknown, setting: string): string | undefined =>
  isUnset(value) ? undefined : readText(value, setting);

/** Whoever holds it can report verdicts: what was got is not shown. */
function readToken(value: unknown): string | undefined {
  if (isUnset(value)) return undefined;
  if (typeof value !== 'string') throw refuse('resultToken', typeof value, 'a text');
  return value;
}

function readFlag(value: unknown, setting: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw refuse(setting, value, 'true or false');
  return value;
}
