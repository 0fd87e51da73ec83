import { type Input, structuresOf, textOf } from '../operation';
import type { RegionState } from '../world';

interface Debt {
  readonly reported: Set<string>;
  readonly taken: Set<string>;
}

/** Milliseconds: longer than a notification is late, and than Lambda goes on trying. */
const UNDER_WAY = 3_600_000;

/**
 * What was told is answered: whatever Config told the function of ends in verdicts that Config has taken, or in the
 * failure queue. An event that ends in neither was lost without anybody being told.
 */
export class OwedVerdicts {
  private readonly debts = new Map<string, Debt>();

  report(input: Input): void {
    const { reported } = this.debtOf(input);
    for (const vpcId of vpcIdsOf(input)) reported.add(vpcId);
  }

  take(input: Input): void {
    const { taken } = this.debtOf(input);
    for (const vpcId of vpcIdsOf(input)) taken.add(vpcId);
  }

  /** What is still owed, each as a text. */
  unpaid({ config, queues, vpcs }: RegionState, now: Date): readonly string[] {
    const kept = [...queues.values()].flatMap(({ messages }) => messages).join();
    return [...config.tokens].flatMap(([token, { messageType, invokedTime }]) => {
      if (now.getTime() - invokedTime.getTime() < UNDER_WAY || kept.includes(token)) return [];
      const what = `${messageType} of ${invokedTime.toISOString()}`;
      const debt = this.debts.get(token);
      if (!debt) return [`${what} was never answered`];
      const left = [...debt.reported].filter((vpcId) => !debt.taken.has(vpcId) && vpcs.has(vpcId));
      return left.length > 0 ? [`${what}: Config never took the verdict on ${left.join(', ')}`] : [];
    });
  }

  private debtOf(input: Input): Debt {
    const token = textOf(input, 'ResultToken') ?? '';
    const known = this.debts.get(token) ?? { reported: new Set(), taken: new Set() };
    this.debts.set(token, known);
    return known;
  }
}

const vpcIdsOf = (input: Input): readonly string[] =>
  structuresOf(input, 'Evaluations').map((evaluation) => textOf(evaluation, 'ComplianceResourceId') ?? '');
