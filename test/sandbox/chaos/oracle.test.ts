import { type Asked, askedBy } from '../../../sandbox/chaos/asked';
import { FaultCounts } from '../../../sandbox/chaos/kinds';
import { Oracle } from '../../../sandbox/chaos/oracle';
import { Outages } from '../../../sandbox/chaos/outages';
import { Seed } from '../../../sandbox/seed';
import { World } from '../../../sandbox/world';

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const KEY = 'exempt-until';

const asked = (parameters: Readonly<Record<string, string>> = {}): Asked => askedBy(parameters, 'the rule');

interface Logged {
  readonly trafficType: string;
  readonly logDestinationType?: string;
}

/** A Region with one VPC, whose flow logs are too young to have failed. */
function oracleOf(tags: Readonly<Record<string, string>>, flowLogs: readonly Logged[] = []): Oracle {
  const world = new World({ start: START });
  const region = world.region(PLACE);
  region.vpcs.set('vpc-1', { vpcId: 'vpc-1', tags } as never);
  flowLogs.forEach((flowLog, index) => {
    const times = { creationTime: START, visibleFrom: START };
    const stored = { logDestinationType: 's3', ...flowLog, ...times, resourceId: 'vpc-1' };
    region.flowLogs.set(`fl-${index}`, stored as never);
  });
  return new Oracle(world, region);
}

describe('the second judge', () => {
  test.each([
    [{}, 'NON_COMPLIANT'],
    [{ [KEY]: '2027-01-04' }, 'NOT_APPLICABLE'],
    [{ [KEY]: '2027-01-03' }, 'NON_COMPLIANT'],
    [{ [KEY]: '2027-04-04' }, 'NOT_APPLICABLE'],
    [{ [KEY]: '2027-04-05' }, 'NON_COMPLIANT'],
    [{ [KEY]: 'always' }, 'NON_COMPLIANT'],
    [{ other: '2027-01-05' }, 'NON_COMPLIANT'],
  ])('of a VPC without flow logs and with the tags %j says %s', (tags, truth) => {
    expect(oracleOf(tags).truthAbout(asked({ exemptTagKey: KEY }), 'vpc-1')).toBe(truth);
  });

  test('takes an exemption for too long by the most days that the rule allows', () => {
    const oracle = oracleOf({ [KEY]: '2027-01-12' });
    const truths = ['7', '8'].map((maxExemptionDays) =>
      oracle.truthAbout(asked({ exemptTagKey: KEY, maxExemptionDays }), 'vpc-1'),
    );
    expect(truths).toEqual(['NON_COMPLIANT', 'NOT_APPLICABLE']);
  });

  test.each([
    [{ Environment: 'production', Tier: 'web' }, 'NON_COMPLIANT'],
    [{ Environment: 'PROD', Tier: 'Web' }, 'NON_COMPLIANT'],
    [{ Environment: 'prod' }, 'NOT_APPLICABLE'],
    [{ environment: 'production', Tier: 'web' }, 'NOT_APPLICABLE'],
    [{ Environment: 'staging', Tier: 'web' }, 'NOT_APPLICABLE'],
    [{}, 'NOT_APPLICABLE'],
  ])('of a VPC with the tags %j, where all of two scope tags are asked for, says %s', (tags, truth) => {
    const scopeTags = 'Environment=prod|production,Tier=web';
    expect(oracleOf(tags).truthAbout(asked({ scopeTags }), 'vpc-1')).toBe(truth);
  });

  test('names the scope tag that is missing', () => {
    const scopes = asked({ scopeTags: 'Environment=prod,Tier=web' });
    expect(oracleOf({ Environment: 'prod' }).whyNot(scopes, 'vpc-1')).toBe('Tier');
  });

  test('takes a VPC that is gone for none of the rule', () => {
    expect(oracleOf({}).truthAbout(asked(), 'vpc-2')).toBe('NOT_APPLICABLE');
  });

  test.each([
    ['ALL', ['ALL'], true],
    ['ALL', ['ACCEPT', 'REJECT'], true],
    ['ALL', ['REJECT'], false],
    ['ALL', ['ACCEPT', 'ACCEPT'], false],
    ['ALL', [], false],
    ['REJECT', ['REJECT'], true],
    ['REJECT', ['ALL'], true],
    ['REJECT', ['ACCEPT'], false],
  ])('where %s is asked for, finds it captured by %j: %s', (trafficType, kinds, covered) => {
    const oracle = oracleOf(
      {},
      kinds.map((each) => ({ trafficType: each })),
    );
    expect(oracle.isCovered(asked({ trafficType }), oracle.shown('vpc-1'))).toBe(covered);
  });

  test.each([
    ['cloud-watch-logs', 'NON_COMPLIANT'],
    ['cloud-watch-logs,s3', 'COMPLIANT'],
    ['', 'COMPLIANT'],
  ])('counts a flow log to S3 where "%s" will do: %s', (destinationTypes, truth) => {
    const oracle = oracleOf({}, [{ trafficType: 'ALL' }]);
    expect(oracle.truthAbout(asked({ destinationTypes }), 'vpc-1')).toBe(truth);
  });

  test('sees a flow log that somebody has created since it looked last', () => {
    const world = new World({ start: START });
    const region = world.region(PLACE);
    region.vpcs.set('vpc-1', { vpcId: 'vpc-1', tags: {} } as never);
    const oracle = new Oracle(world, region);
    expect(oracle.shown('vpc-1')).toEqual([]);
    region.flowLogs.set('fl-1', { resourceId: 'vpc-1', visibleFrom: START } as never);
    expect(oracle.shown('vpc-1')).toHaveLength(1);
  });

  test('knows no other parameters than it judges by', () => {
    expect(() => asked({ fileFormat: 'parquet' })).toThrow('chaos does not know the parameter fileFormat');
  });
});

describe('an outage', () => {
  const HOUR = 3_600_000;
  const until = new Date(START.getTime() + 24 * HOUR);

  test('stops one service for some minutes, within the time of faults, and is counted once', () => {
    const counts = new FaultCounts();
    const outages = new Outages({ seed: new Seed(1), counts, from: START, until });
    const minutes = Array.from(
      { length: 26 * 60 },
      (_, minute) => new Date(START.getTime() + minute * 60_000),
    );
    const stopped = minutes.filter((time) => outages.stops('ec2', time));
    expect(stopped.length).toBeGreaterThan(10);
    expect(stopped.length).toBeLessThan(60);
    expect(stopped.every((time) => time < until)).toBe(true);
    expect(counts.of('service out for minutes')).toBeGreaterThan(0);
    expect(counts.of('service out for minutes')).toBeLessThanOrEqual(3);
    expect(minutes.some((time) => outages.stops('ssm', time))).toBe(false);
  });
});
