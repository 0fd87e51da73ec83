export type ReplayedService = 'ec2' | 'firehose' | 'iam' | 'kms' | 'logs' | 'organizations' | 's3';

/** One call that both sides get. `$name` in any text of the input stands for what an earlier case kept under the name. */
export interface Case {
  readonly service: ReplayedService;
  readonly operation: string;
  readonly title: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What to keep of the answer: its path, by the name. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** Virtual seconds that the sandbox lets pass after it. */
  readonly advance?: number;
  /** A call that only clears up, so that both sides hold the same again. */
  readonly isCleaning?: true;
}

/** An id that no side has given, for names that were not kept: of the kind that the name begins with. */
export function resolved(input: unknown, kept: ReadonlyMap<string, string>): unknown {
  if (typeof input === 'string')
    return input.replace(/\$([a-z]+)(\w*)/g, (whole: string, kind: string, rest: string) =>
      kind in UNKNOWN || kept.has(kind + rest) ? (kept.get(kind + rest) ?? UNKNOWN[kind] ?? whole) : whole,
    );
  if (Array.isArray(input)) return input.map((item) => resolved(item, kept));
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, resolved(value, kept)]));
}

const UNKNOWN: Readonly<Record<string, string>> = {
  vpc: 'vpc-0123456789abcdef0',
  subnet: 'subnet-0123456789abcdef0',
  eni: 'eni-0123456789abcdef0',
  fl: 'fl-0123456789abcdef0',
};
