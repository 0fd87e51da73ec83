/** A policy that IAM would refuse, or one with an element that the sandbox does not play. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';

  constructor(where: string, problem: string) {
    super(`${where}: ${problem}`);
  }
}

/** What was found in place of something else, short enough for a message. */
export function got(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
