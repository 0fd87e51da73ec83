/** What a probe found out about one row. */
export interface Finding {
  readonly row: number;
  readonly answer: Answer;
  /** What was seen: times, request ids, messages. */
  readonly evidence: string;
}

export type Answer =
  | { readonly kind: 'as played' }
  | { readonly kind: 'otherwise'; readonly what: string }
  | { readonly kind: 'not settled'; readonly why: string };

export const asPlayed = (row: number, evidence: string): Finding => ({
  row,
  answer: { kind: 'as played' },
  evidence,
});

export const otherwise = (row: number, what: string, evidence: string): Finding => ({
  row,
  answer: { kind: 'otherwise', what },
  evidence,
});

export const notSettled = (row: number, why: string, evidence = ''): Finding => ({
  row,
  answer: { kind: 'not settled', why },
  evidence,
});

interface Answered {
  readonly $metadata: { readonly requestId?: string | undefined };
}

/** A call by which its answer can be found again. */
export const request = (operation: string, { $metadata }: Answered): string =>
  `${operation} ${$metadata.requestId ?? 'without a request id'}`;
