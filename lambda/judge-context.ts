import type { Inventory } from '../inventory/ec2-inventory';
import type { Circumstances } from '../policy';

/** A flow log of which Config tells, and that EC2 may show too early, too late or for too long. */
export interface ToldFlowLog {
  readonly flowLogId: string;
  readonly deleted: boolean;
}

/** Where, by which requirement and when it is judged, and by what the event told. */
export interface JudgeContext extends Circumstances {
  readonly inventory: Inventory;
  readonly told?: ToldFlowLog;
}
