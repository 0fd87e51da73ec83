import { invokeAsynchronously } from '../lambda/invocations';
import type { RegionState, World } from '../world';
import { itemDiff } from './item-diff';
import { isOversized, oversizedNotification } from './oversized-item';
import type { ConfigRule, ConfigurationItem, ConfigurationItemDiff } from './state';

const CONFIG = 'config.amazonaws.com';
const SCHEDULED = 'ScheduledNotification';

/** Calls every rule whose scope and triggers ask for this item. */
export function notifyRules(
  world: World,
  region: RegionState,
  item: ConfigurationItem,
  diff: ConfigurationItemDiff,
): void {
  for (const rule of region.config.rules.values()) notifyRule(world, region, rule, item, diff);
}

function notifyRule(
  world: World,
  region: RegionState,
  rule: ConfigRule,
  item: ConfigurationItem,
  diff: ConfigurationItemDiff | undefined,
): void {
  const invokingEvent = itemNotification(world, region, item, diff);
  if (!rule.messageTypes.includes(invokingEvent.messageType)) return;
  if (!rule.resourceTypes.includes(item.resourceType)) return;
  for (const delay of world.faults.deliveries(
    `${rule.name} ${item.resourceId} ${item.configurationStateId}`,
  )) {
    const invoke = (): void => invokeRule(world, region, rule, invokingEvent, item.resourceId);
    if (delay === 0) invoke();
    else world.scheduler.after(delay, invoke);
  }
}

interface Notification {
  readonly messageType: string;
  readonly [member: string]: unknown;
}

function itemNotification(
  world: World,
  region: RegionState,
  item: ConfigurationItem,
  diff: ConfigurationItemDiff | undefined,
): Notification {
  const notification = {
    configurationItemDiff: (world.assumptions.diffNamesRelationships && diff) || null,
    configurationItem: item,
    notificationCreationTime: world.scheduler.now().toISOString(),
    messageType: 'ConfigurationItemChangeNotification',
    recordVersion: '1.3',
  };
  return isOversized(world, notification) ? oversizedNotification(world, region, item, diff) : notification;
}

/** A new rule is evaluated by itself: against each recorded resource in its scope, and on its schedule's first run. */
export function evaluateNewRule(world: World, region: RegionState, rule: ConfigRule): void {
  if (world.assumptions.newRuleRuns === 'with its first schedule') {
    const frequency = rule.frequencySeconds ?? 0;
    world.scheduler.after(frequency, () => runSchedule(world, region, rule));
    return;
  }
  tellLastKnownState(world, region, rule);
  if (rule.messageTypes.includes(SCHEDULED)) runSchedule(world, region, rule);
}

/** Somebody asks for an evaluation: nothing is recorded again, and the schedule goes on as it did. */
export function evaluateAgain(world: World, region: RegionState, rule: ConfigRule): void {
  world.event({ actor: 'config', text: `evaluation of ${rule.name} asked for` });
  tellLastKnownState(world, region, rule);
  if (rule.messageTypes.includes(SCHEDULED)) tellSchedule(world, region, rule);
}

function tellLastKnownState(world: World, region: RegionState, rule: ConfigRule): void {
  for (const history of region.config.items.values()) {
    const last = history.at(-1);
    if (!last || last.configurationItemStatus === 'ResourceDeleted') continue;
    const carriesDiff = world.assumptions.reevaluationCarriesDiff;
    notifyRule(world, region, rule, last, carriesDiff ? itemDiff(history.at(-2), last) : undefined);
  }
}

function runSchedule(world: World, region: RegionState, rule: ConfigRule): void {
  if (region.config.rules.get(rule.name) !== rule || rule.frequencySeconds === undefined) return;
  world.event({ actor: 'config', text: `schedule of ${rule.name}` });
  tellSchedule(world, region, rule);
  world.scheduler.after(rule.frequencySeconds, () => runSchedule(world, region, rule));
}

const tellSchedule = (world: World, region: RegionState, rule: ConfigRule): void =>
  invokeRule(world, region, rule, {
    awsAccountId: region.place.accountId,
    notificationCreationTime: world.scheduler.now().toISOString(),
    messageType: SCHEDULED,
    recordVersion: '1.0',
  });

function invokeRule(
  world: World,
  region: RegionState,
  rule: ConfigRule,
  invokingEvent: Notification,
  about?: string,
): void {
  const { accountId } = region.place;
  const resultToken = world.identifiers.hex(64);
  region.config.tokens.set(resultToken, {
    ruleName: rule.name,
    messageType: invokingEvent.messageType,
    invokedTime: world.scheduler.now(),
    about,
  });
  const event = {
    version: '1.0',
    invokingEvent: JSON.stringify(invokingEvent),
    ruleParameters: rule.inputParameters,
    resultToken,
    eventLeftScope: false,
    executionRoleArn: `arn:${region.place.partition}:iam::${accountId}:role/aws-service-role/${CONFIG}/AWSServiceRoleForConfig`,
    configRuleArn: rule.arn,
    configRuleName: rule.name,
    configRuleId: rule.id,
    accountId,
  };
  invokeAsynchronously(world, region, { service: CONFIG, functionArn: rule.functionArn, event });
}
