import { Construct } from 'constructs';
import { FlowLogRequirement } from './flow-log-requirement';
import { type FlowLogsComplianceProps, planOf } from './flow-logs-compliance-props';
import { FunctionAlarms } from './function-alarms';
import { requirePlaces } from './place-claims';
import { RuleFunction } from './rule-function';

/** Judges every VPC of this account and Region, and gives those without adequate flow logs one. */
export class FlowLogsCompliance extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsComplianceProps = {}) {
    super(scope, id);
    const { requirements, schedule, triggers, logRetentionDays, alarmTopicArn, functionCode, ...roles } =
      planOf(props);
    requirePlaces(this, requirements);
    const ruleFunction = new RuleFunction(this, 'RuleFunction', {
      functionCode,
      logRetentionDays,
      listensToChanges: triggers !== 'schedule-only',
      readsSubnets: requirements.some(({ requirement }) => requirement.parameters.acceptSubnetCoverage),
      capsRemediations: requirements.some(
        ({ requirement }) => requirement.parameters.maxRemediationsPerSweep !== undefined,
      ),
      roles,
    });
    new FunctionAlarms(this, 'Alarms', { ruleFunction, alarmTopicArn });
    for (const { requirement, destination } of requirements)
      new FlowLogRequirement(this, requirement.name, {
        requirement,
        destination,
        ruleFunction,
        schedule,
        triggers,
        roles,
      });
  }
}
