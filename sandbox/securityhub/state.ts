export type FindingStatus = 'PASSED' | 'FAILED';

/** What Security Hub has found of one VPC by EC2.6. */
export interface ControlFinding {
  readonly id: string;
  readonly vpcId: string;
  readonly createdAt: Date;
  lastObservedAt: Date;
  updatedAt: Date;
  status: FindingStatus;
  workflow: 'NEW' | 'NOTIFIED' | 'RESOLVED' | 'SUPPRESSED';
  recordState: 'ACTIVE' | 'ARCHIVED';
  /** When a check found the VPC gone first. */
  goneSince: Date | undefined;
}

/** Of one account and Region, with consolidated control findings. */
export interface SecurityHubState {
  enabledAt: Date | undefined;
  /** By VPC. */
  readonly findings: Map<string, ControlFinding>;
}

export const emptySecurityHub = (): SecurityHubState => ({ enabledAt: undefined, findings: new Map() });
