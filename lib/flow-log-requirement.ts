import { Construct } from 'constructs';
import type { Requirement } from '../runbook';
import type { AppSettings } from './app-settings';
import { FlowLogRule } from './flow-log-rule';
import type { LogDestination } from './log-destination';
import { Remediation } from './remediation';
import type { RoleSettings } from './role-settings';
import type { RuleFunction } from './rule-function';

export interface FlowLogRequirementProps {
  readonly requirement: Requirement;
  readonly destination: LogDestination;
  readonly ruleFunction: RuleFunction;
  readonly schedule: AppSettings['schedule'];
  readonly triggers: AppSettings['triggers'];
  readonly roles: RoleSettings;
}

/** One requirement: its Config rule, and unless it only observes, its remediation. */
export class FlowLogRequirement extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogRequirementProps) {
    super(scope, id);
    const { requirement, ruleFunction, roles } = props;
    const { ruleName } = new FlowLogRule(this, 'Rule', props);
    if (requirement.remediation.mode === 'observe') return;
    new Remediation(this, 'Remediation', {
      requirement,
      ruleName,
      ruleFunction: ruleFunction.function,
      delivery: props.destination.deliver(scope, { requirement, roles }),
      roles,
    });
  }
}
