const ACTIONS = new WeakMap<object, string>();

/** The SDK's errors do not say which call they come from: the innermost, where one call needs another's credentials. */
export function noteAction(error: unknown, action: string): void {
  if (typeof error === 'object' && error !== null && !ACTIONS.has(error)) ACTIONS.set(error, action);
}

/** The call that failed, by IAM's name, where an error came from one. */
export const actionOf = (error: object): string | undefined => ACTIONS.get(error);
