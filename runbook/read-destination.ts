import { DESTINATION_TYPES, type DestinationType, type Issue, readSettings, showValue } from '../policy';
import { destinationIssues } from './destination-issues';
import { DESTINATION_SETTINGS, type DestinationSettings } from './destination-settings';
import { foreignIssue, isForeign } from './foreign-settings';

export interface ReadDestination {
  /** Complete; holds the default wherever an issue was found. */
  readonly settings: DestinationSettings;
  readonly issues: readonly Issue[];
}

/** Reads the destination of one requirement by the table of its type, S3 unless it says otherwise; every issue at once. */
export function readDestination(given: unknown, path: string): ReadDestination {
  if (given === undefined || given === null) return readOwn('s3', {}, path);
  if (typeof given !== 'object' || Array.isArray(given))
    return { settings: readOwn('s3', {}, path).settings, issues: [shapeIssue(given, path)] };
  const { type: writtenType, ...written } = given as Readonly<Record<string, unknown>>;
  const type = destinationTypeOf(writtenType);
  if (type === undefined)
    return { settings: readOwn('s3', {}, path).settings, issues: [typeIssue(writtenType, path)] };
  const entries = Object.entries(written);
  const own = Object.fromEntries(entries.filter(([name]) => !isForeign(type, name)));
  const { settings, issues } = readOwn(type, own, path);
  const foreign = entries
    .filter(([name, value]) => isForeign(type, name) && isWritten(value))
    .map(([name, value]) => foreignIssue(type, name, value, path));
  return { settings, issues: [...issues, ...foreign] };
}

function readOwn(type: DestinationType, given: unknown, path: string): ReadDestination {
  const { values, issues } = readSettings(DESTINATION_SETTINGS[type], given, path);
  const settings = { type, ...values } as DestinationSettings;
  return { settings, issues: destinationIssues(settings, issues, path) };
}

/** Unset, null and empty mean the default, as everywhere. */
const isWritten = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const destinationTypeOf = (written: unknown): DestinationType | undefined =>
  isWritten(written) ? DESTINATION_TYPES.find((type) => type === written) : 's3';

const typeIssue = (written: unknown, path: string): Issue => ({
  setting: `${path}type`,
  got: showValue(written),
  allowed: DESTINATION_TYPES.join(', ').replace(/, ([^,]*)$/, ' or $1'),
  remedy: 'correct it, or leave it out for s3',
});

const shapeIssue = (given: unknown, path: string): Issue => ({
  setting: path.replace(/\.$/, ''),
  got: showValue(given),
  allowed: 'an object with a type and its settings',
  remedy: 'write {"type": "s3"}, or leave it out for exactly that',
});
