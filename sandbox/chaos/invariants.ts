import type { World } from '../world';

/** What must hold at every step, or at the end. */
export const INVARIANTS = {
  foreign: 'no flow log is deleted or changed but by others',
  duplicate: 'never two of ours on one VPC for one requirement',
  needless: 'nothing is created but what is missing, and was judged so twice',
  hasty: 'nothing is created while the owner of the VPC may be about to',
  verdict: 'no verdict but what EC2 showed at that moment',
  reason: 'every verdict and every failure names its reason',
  order: 'every verdict is ordered by when its event happened',
  owed: 'every event ends in verdicts that Config took, or in the failure queue',
  late: 'in peace every change is judged within minutes',
  success: 'no execution succeeds while the VPC lacks what it needs',
  unauthorised: 'no unauthorised call',
  end: 'every VPC ends covered, or is named with its reason',
} as const;
export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  readonly time: Date;
  readonly text: string;
}

/** What did not hold, in the order in which it was noticed. */
export class Violations {
  readonly list: Violation[] = [];

  constructor(private readonly world: World) {}

  note(invariant: Invariant, text: string): void {
    this.list.push({ invariant, time: this.world.scheduler.now(), text });
  }
}
