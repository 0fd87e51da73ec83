import { invokeAsynchronously } from '../lambda/invocations';
import type { RegionState, World } from '../world';
import { itemDiff } from './item-diff';
import type { ConfigRule, ConfigurationItem, ConfigurationItemDiff } from './state';

const CONFIG = 'config.amazonaws.com';

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
  const messageType = 'ConfigurationItemChangeNotification';
  if (!rule.messageTypes.includes(messageType) || !rule.resourceTypes.includes(item.resourceType)) return;
  const invokingEvent = {
    configurationItemDiff: (world.assumptions.diffNamesRelationships && diff) || null,
    configurationItem: item,
    notificationCreationTime: world.scheduler.now().toISOString(),
    messageType,
    recordVersion: '1.3',
  };
  invokeRule(world, region, rule, invokingEvent);
}

/** A new rule is evaluated by itself: against each recorded resource in its scope, and on its schedule's first run. */
export function evaluateNewRule(world: World, region: RegionState, rule: ConfigRule): void {
  for (const history of region.config.items.values()) {
    const last = history.at(-1);
    if (!last || last.configurationItemStatus === 'ResourceDeleted') continue;
    const carriesDiff = world.assumptions.reevaluationCarriesDiff;
    notifyRule(world, region, rule, last, carriesDiff ? itemDiff(history.at(-2), last) : undefined);
  }
  if (rule.messageTypes.includes('ScheduledNotification')) runSchedule(world, region, rule);
}

function runSchedule(world: World, region: RegionState, rule: ConfigRule): void {
  if (region.config.rules.get(rule.name) !== rule || rule.frequencySeconds === undefined) return;
  world.event({ actor: 'config', text: `schedule of ${rule.name}` });
  invokeRule(world, region, rule, {
    awsAccountId: region.place.accountId,
    notificationCreationTime: world.scheduler.now().toISOString(),
    messageType: 'ScheduledNotification',
    recordVersion: '1.0',
  });
  world.scheduler.after(rule.frequencySeconds, () => runSchedule(world, region, rule));
}

function invokeRule(
  world: World,
  region: RegionState,
  rule: ConfigRule,
  invokingEvent: { readonly messageType: string; readonly [member: string]: unknown },
): void {
  const { accountId } = region.place;
  const resultToken = world.identifiers.hex(64);
  region.config.tokens.set(resultToken, {
    ruleName: rule.name,
    messageType: invokingEvent.messageType,
    invokedTime: world.scheduler.now(),
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
