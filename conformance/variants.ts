import { type Place, RECORD_FIELDS } from '../policy';

type Settings = Readonly<Record<string, unknown>>;

/** What an operator may write, and the place that it is for; without one, the template fits every account and Region. */
export interface Variant {
  readonly name: string;
  readonly flowLogs: Settings & { readonly requirements: readonly Settings[] };
  readonly place?: Place;
}

const ACCOUNT_ID = '111122223333';
/** ARNs name a place even where the template is for any. */
const ANY_PLACE: Place = { partition: 'aws', region: 'eu-central-1', accountId: ACCOUNT_ID };
const PLACES: readonly Place[] = [
  ANY_PLACE,
  { partition: 'aws-cn', region: 'cn-north-1', accountId: ACCOUNT_ID },
  { partition: 'aws-us-gov', region: 'us-gov-west-1', accountId: ACCOUNT_ID },
];

/** Every field that EC2 records without further permissions. */
export const PERMITTED_FIELDS: readonly string[] = RECORD_FIELDS.filter(
  (field) => !/^ecs-|^(instance|interface|asg)-tag/.test(field),
);

function destinations({ partition, region, accountId }: Place): Readonly<Record<string, Settings>> {
  const arn = (service: string, resource: string, within = region): string =>
    `arn:${partition}:${service}:${within}:${accountId}:${resource}`;
  const bucketArn = `arn:${partition}:s3:::central-flow-logs`;
  const kmsKeyArn = arn('kms', 'key/01234567-89ab-cdef-0123-456789abcdef');
  const logGroupArn = arn('logs', 'log-group:/network/flow-logs');
  const deliveryRoleArn = arn('iam', 'role/network/flow-logs-delivery', '');
  const logs = { type: 'cloud-watch-logs' };
  return {
    's3-made': { type: 's3' },
    's3-made-with-key': { type: 's3', kmsKeyArn },
    's3-existing': { type: 's3', bucketArn, prefix: 'network/flow-logs' },
    's3-existing-parquet': {
      type: 's3',
      bucketArn,
      fileFormat: 'parquet',
      hiveCompatiblePartitions: true,
      perHourPartition: true,
    },
    'logs-made': logs,
    'logs-made-with-key': { ...logs, kmsKeyArn, retentionDays: 30 },
    'logs-made-by-existing-role': { ...logs, deliveryRoleArn },
    'logs-existing': { ...logs, logGroupArn },
    'logs-existing-by-existing-role': { ...logs, logGroupArn: `${logGroupArn}:*`, deliveryRoleArn },
    stream: {
      type: 'kinesis-data-firehose',
      deliveryStreamArn: arn('firehose', 'deliverystream/flow-logs'),
    },
  };
}

const rolesIn = ({ partition, accountId }: Place): Settings => ({
  permissionsBoundaryArn: `arn:${partition}:iam::${accountId}:policy/network/boundary`,
  rolePath: '/network/flow-logs/',
});

const NAME = 'all-traffic';

const one = (name: string, requirement: Settings, settings: Settings = {}): Variant => ({
  name,
  flowLogs: { ...settings, requirements: [{ name: NAME, ...requirement }] },
});

const DESTINATIONS = Object.entries(destinations(ANY_PLACE));

/** The same resources with other values, or fewer of them. */
const modifiedDestinations = (): readonly Variant[] =>
  DESTINATIONS.flatMap(([name, destination]) => [
    ...['manual', 'observe'].map((mode) => one(`${name}-${mode}`, { destination, remediation: { mode } })),
    one(`${name}-with-boundary`, { destination }, rolesIn(ANY_PLACE)),
    one(`${name}-with-every-field`, { destination: { ...destination, fields: PERMITTED_FIELDS } }),
  ]);

/** Where the place is known, it is written into the template. */
const placedDestinations = (): readonly Variant[] =>
  PLACES.flatMap((place) =>
    Object.entries(destinations(place)).map(([name, destination]) => ({
      ...one(`${name}-in-${place.partition}`, { destination }),
      place,
    })),
  );

/** Every type of destination at once, as made by the stack and as it exists. */
function several(name: string, place: Place): Variant {
  const requirements = Object.entries(destinations(place))
    .filter(([destination]) => destination !== 's3-made-with-key')
    .map(([destination, settings]) => ({
      name: destination,
      parameters: { scopeTags: `Destination=${destination}` },
      destination: settings,
    }));
  return { name, flowLogs: { ...rolesIn(place), requirements } };
}

const settings = (): readonly Variant[] => [
  { name: 'nothing-written', flowLogs: { requirements: [{ name: NAME }] } },
  one('manual', { remediation: { mode: 'manual' } }),
  one('observe', { remediation: { mode: 'observe' } }),
  one('subnets', { parameters: { acceptSubnetCoverage: true }, remediation: { mode: 'manual' } }),
  one('capped', { parameters: { maxRemediationsPerSweep: 10 } }),
  one('schedule-only', {}, { triggers: 'schedule-only' }),
  one('flow-logs-and-schedule', {}, { triggers: 'flow-logs-and-schedule' }),
  one('alarms', {}, { alarmTopicArn: `arn:aws:sns:eu-central-1:${ACCOUNT_ID}:alarms`, logRetentionDays: 30 }),
];

/** One of each kind of template that the settings can make. */
export const KINDS: readonly Variant[] = [
  ...settings(),
  ...DESTINATIONS.map(([name, destination]) => one(name, { destination })),
  several('several', ANY_PLACE),
  ...PLACES.map((place) => ({ ...several(`several-in-${place.partition}`, place), place })),
];

/** The kinds, and everything combined that could spoil another. */
export const VARIANTS: readonly Variant[] = [...KINDS, ...modifiedDestinations(), ...placedDestinations()];
