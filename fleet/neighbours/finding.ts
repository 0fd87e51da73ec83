import { NEIGHBOURS, type NeighbourId } from './checks';

/** What stands beside us, or that nothing does. A note is no problem: nothing has to be done. */
export interface NeighbourFinding {
  readonly check: NeighbourId;
  readonly status: 'ok' | 'note' | 'problem' | 'unknown';
  /** ARN, id or name of what was looked at. */
  readonly about: string;
  readonly finding: string;
  /** Of a note what it means, of a problem what to do. */
  readonly remedy?: string;
}

/** That there is no such neighbour. */
export const none = (check: NeighbourId, about: string): NeighbourFinding => ({
  check,
  status: 'ok',
  about,
  finding: NEIGHBOURS[check].meaning,
});

export const note = (check: NeighbourId, about: string, finding: string): NeighbourFinding => ({
  check,
  status: 'note',
  about,
  finding,
  remedy: NEIGHBOURS[check].advice,
});

export const problem = (check: NeighbourId, about: string, finding: string): NeighbourFinding => ({
  ...note(check, about, finding),
  status: 'problem',
});

export const unknown = (check: NeighbourId, about: string, finding: string): NeighbourFinding => ({
  check,
  status: 'unknown',
  about,
  finding,
});

const SHOWN = 5;

/** `3 VPCs: vpc-1, vpc-2 and vpc-3`: the first of many. */
export function listed(ids: readonly string[]): string {
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  return `${ids.slice(0, SHOWN).join(', ')}${more}`;
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
