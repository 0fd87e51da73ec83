export const TRIGGERS = ['changes-and-schedule', 'flow-logs-and-schedule', 'schedule-only'] as const;

export type Triggers = (typeof TRIGGERS)[number];

/**
 * The resource types whose changes have VPCs judged, beside the schedule. A flow log is no part of its VPC's configuration
 * item, nor related to it: without its own type, its deletion stays unseen until the next sweep.
 */
export const CHANGING_TYPES: Readonly<Record<Triggers, readonly string[]>> = {
  'changes-and-schedule': ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'],
  'flow-logs-and-schedule': ['AWS::EC2::FlowLog'],
  'schedule-only': [],
};
