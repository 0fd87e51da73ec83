import { DESTINATION_TYPES, type DestinationType } from './facts';

/** How one kind of setting is written: as text, because Config stores rule parameters as strings. */
export interface Kind<T> {
  /** Completes the sentence "allowed: …". */
  readonly allowed: string;
  /** `undefined` refuses the text; it is never empty. */
  parse(text: string): T | undefined;
  /** Of several values, the first that is refused. */
  refused?(text: string): string | undefined;
  print(value: T): string;
}

const orList = (values: readonly (string | number)[]): string =>
  values.join(', ').replace(/, ([^,]*)$/, ' or $1');

export const oneOf = <T extends string | number>(values: readonly T[]): Kind<T> => ({
  allowed: orList(values),
  parse: (text) => values.find((value) => String(value) === text),
  print: String,
});

export const optional = <T>(kind: Kind<T>): Kind<T | undefined> => ({
  allowed: kind.allowed,
  parse: (text) => kind.parse(text),
  print: (value) => (value === undefined ? '' : kind.print(value)),
});

/** Values separated by commas; a value written twice counts once. */
export const listOf = <T extends string>(kind: Kind<T>, plural: string): Kind<readonly T[]> => ({
  allowed: plural,
  parse(text) {
    const values = new Set<T>();
    for (const item of itemsOf(text)) {
      const value = parseItem(kind, item);
      if (value === undefined) return undefined;
      values.add(value);
    }
    return [...values];
  },
  refused(text) {
    const items = itemsOf(text);
    return items.length > 1 ? items.find((item) => parseItem(kind, item) === undefined) : undefined;
  },
  print: (values) => values.map((value) => kind.print(value)).join(','),
});

const itemsOf = (text: string): readonly string[] => text.split(',').map((each) => each.trim());

const parseItem = <T>(kind: Kind<T>, item: string): T | undefined =>
  item === '' ? undefined : kind.parse(item);

export const flag: Kind<boolean> = {
  allowed: 'true or false',
  parse: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  print: String,
};

export const wholeNumber = (least: number, most: number): Kind<number> => ({
  allowed: `a whole number from ${least} to ${most}`,
  parse(text) {
    const value = /^(0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  },
  print: String,
});

export const matching = (pattern: RegExp, allowed: string): Kind<string> => ({
  allowed,
  parse: (text) => (pattern.test(text) ? text : undefined),
  print: (value) => value,
});

/** Ids of before 2018 have 8 digits; the Automation document checks its parameter by this too. */
export const VPC_ID_PATTERN = '^vpc-([0-9a-f]{8}|[0-9a-f]{17})$';

export const vpcId = matching(new RegExp(VPC_ID_PATTERN), 'VPC ids such as vpc-0123456789abcdef0');

/** Tag keys: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
export const tagKey = matching(
  /^(?![aA][wW][sS]:)[\p{L}\p{N} +\-=._:/@]{1,128}$/u,
  'a tag key of 1 to 128 letters, digits, spaces and + - = . _ : / @ that does not start with aws:',
);

const DESTINATION_ARNS: Readonly<Record<DestinationType, RegExp>> = {
  s3: /^arn:[a-z*-]+:s3:::[^:/]+(\/[^:]*)?$/,
  'cloud-watch-logs': /^arn:[a-z*-]+:logs:[a-z0-9*-]+:(\d{12}|[\d*]*\*[\d*]*):log-group:[^:]+(:\*)?$/,
  'kinesis-data-firehose':
    /^arn:[a-z*-]+:firehose:[a-z0-9*-]+:(\d{12}|[\d*]*\*[\d*]*):deliverystream[/:][^:]+$/,
};

/** The type of destination that an ARN, or a pattern of one, can name. */
export const destinationTypeOf = (arn: string): DestinationType | undefined =>
  DESTINATION_TYPES.find((type) => DESTINATION_ARNS[type].test(arn));

/** Printable ASCII without quotes, backslashes and braces: Automation replaces double braces in its document. */
const PATTERN_TEXT = /^[!#-[\]-z|~]+$/;

/** EC2 adds `AWSLogs` below what a flow log names and refuses it there: such a pattern would approve nothing. */
const RESERVED_FOLDER = /:s3:::.*\/AWSLogs(\/|$)/;

export const destinationPattern: Kind<string> = {
  allowed:
    'ARNs of S3 buckets (arn:aws:s3:::bucket/prefix), log groups (arn:aws:logs:eu-west-1:111122223333:log-group:name) or Firehose streams (arn:aws:firehose:eu-west-1:111122223333:deliverystream/name), without the folder AWSLogs, quotes, backslashes and braces; * stands for any text within one part',
  parse: (text) =>
    PATTERN_TEXT.test(text) && !RESERVED_FOLDER.test(text) && destinationTypeOf(text) !== undefined
      ? text
      : undefined,
  print: (value) => value,
};

/** Every tag that a VPC must have, each with the values that will do, in lower case. */
export type ScopeTags = Readonly<Record<string, readonly string[]>>;

interface WrittenTag {
  readonly key: string;
  readonly values: string;
}

const WRITTEN_TAG = /^(?<key>[^=]+)=(?<values>.+)$/;

export const scopeTags: Kind<ScopeTags> = {
  allowed: 'tags such as Environment=prod|production,Tier=web',
  parse(text) {
    const tags = new Map<string, readonly string[]>();
    for (const pair of text.split(',')) {
      const written = WRITTEN_TAG.exec(pair)?.groups as WrittenTag | undefined;
      if (!written) return undefined;
      const key = tagKey.parse(written.key.trim());
      if (key === undefined || tags.has(key)) return undefined;
      const alternatives = [...new Set(written.values.split('|').map((value) => value.trim().toLowerCase()))];
      // A value that starts with = is a doubled sign: it would take every VPC out of scope without a word.
      if (alternatives.some((value) => !/^(?!=)[\p{L}\p{N} +\-=._:/@]{1,256}$/u.test(value)))
        return undefined;
      tags.set(key, alternatives);
    }
    return Object.fromEntries(tags);
  },
  print: (tags) =>
    Object.entries(tags)
      .map(([key, values]) => `${key}=${values.join('|')}`)
      .join(','),
};
