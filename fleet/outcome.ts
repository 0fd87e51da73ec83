/** How a command ended: everything is fine, something is left to do, or it could not be found out or done. */
export type Outcome = 'fine' | 'to-do' | 'error';

const GRAVITY: Readonly<Record<Outcome, number>> = { fine: 0, 'to-do': 1, error: 2 };

/** The gravest of several; of none, that all is fine. */
export const gravest = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((worst, each) => (GRAVITY[each] > GRAVITY[worst] ? each : worst), 'fine');
