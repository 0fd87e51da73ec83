import type { AssemblyStack } from '../cloudformation/assembly';
import { firstSign, type Sign } from './rehearsal';
import { withTemplate } from './template-json';
import { type TemplateMutation, templateMutations } from './template-mutations';

/** One line taken away, and the first sign of it. */
export interface PlayedMutation {
  readonly mutation: TemplateMutation;
  /** Undefined when nothing noticed. */
  readonly sign: Sign | undefined;
}

/** Plays every mutation of a stack's permissions; lines without which nothing else is left are the same, and played once. */
export async function playMutations(
  stack: AssemblyStack,
  mutations: readonly TemplateMutation[] = templateMutations(stack.template),
): Promise<readonly PlayedMutation[]> {
  const played = new Map<string, Sign | undefined>();
  const results: PlayedMutation[] = [];
  for (const mutation of mutations) {
    const key = JSON.stringify(mutation.template);
    if (!played.has(key)) played.set(key, await firstSign(withTemplate(stack, mutation.template)));
    results.push({ mutation, sign: played.get(key) });
  }
  return results;
}

/** Whether the sign tells which permission it is about, and not only that something is wrong. */
export const namesPermission = ({ mutation: { actions }, sign }: PlayedMutation): boolean =>
  sign !== undefined &&
  actions.some((action) => sign.text.toLowerCase().includes(action.toLowerCase().replace(/\*.*$/, '')));
