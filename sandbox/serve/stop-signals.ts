/** Real milliseconds within which signals are one: npm hands on a Ctrl-C that the terminal has sent us already. */
export const ONE_PRESS = 500;

export interface SignalAnswers {
  readonly stop: () => void;
  readonly kill: () => void;
  /** Real milliseconds since any moment, never going back. */
  readonly elapsed: () => number;
}

/** What a signal does: the first ends in order, one that comes later does not wait for that. */
export function stopSignals({ stop, kill, elapsed }: SignalAnswers): () => void {
  let first: number | undefined;
  return () => {
    if (first === undefined) {
      first = elapsed();
      stop();
    } else if (elapsed() - first > ONE_PRESS) kill();
  };
}
