import type { ConfigRule } from '../../../sandbox/config/state';
import type { Sandbox } from '../../../sandbox/sandbox';

/** A rule that nobody deployed, and the token of an invocation of it. */
export function ruleWithToken({ home, world }: Sandbox): {
  readonly rule: ConfigRule;
  readonly token: string;
} {
  const rule: ConfigRule = {
    name: 'rule',
    arn: 'arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-abc',
    id: 'config-rule-abc',
    description: undefined,
    functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:judge',
    inputParameters: '{}',
    resourceTypes: [],
    sourceDetails: [],
    messageTypes: [],
    frequencySeconds: undefined,
    results: new Map(),
    timeline: [],
    remediations: new Map(),
    exceptions: new Map(),
    remediation: undefined,
    remediationRound: 'none',
    evaluationAsked: undefined,
  };
  home.config.rules.set(rule.name, rule);
  home.config.tokens.set('token', {
    ruleName: rule.name,
    messageType: 'ScheduledNotification',
    invokedTime: world.scheduler.now(),
  });
  return { rule, token: 'token' };
}
