import { FaultCounts } from '../../../sandbox/chaos/kinds';
import { isCovered, truthAbout } from '../../../sandbox/chaos/oracle';
import { Outages } from '../../../sandbox/chaos/outages';
import { Seed } from '../../../sandbox/seed';
import { World } from '../../../sandbox/world';

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const KEY = 'exempt-until';

describe('the second judge', () => {
  const truthWith = (tags: Readonly<Record<string, string>>) => {
    const world = new World({ start: START });
    const region = world.region(PLACE);
    region.vpcs.set('vpc-1', { vpcId: 'vpc-1', tags } as never);
    return truthAbout(world, region, { exemptTagKey: KEY }, 'vpc-1');
  };

  test.each([
    [{}, 'NON_COMPLIANT'],
    [{ [KEY]: '2027-01-04' }, 'NOT_APPLICABLE'],
    [{ [KEY]: '2027-01-03' }, 'NON_COMPLIANT'],
    [{ [KEY]: '2027-04-04' }, 'NOT_APPLICABLE'],
    [{ [KEY]: '2027-04-05' }, 'NON_COMPLIANT'],
    [{ [KEY]: 'always' }, 'NON_COMPLIANT'],
    [{ other: '2027-01-05' }, 'NON_COMPLIANT'],
  ])('of a VPC without flow logs and with the tags %j says %s', (tags, truth) => {
    expect(truthWith(tags)).toBe(truth);
  });

  test('takes a VPC that is gone for none of the rule', () => {
    const world = new World({ start: START });
    expect(truthAbout(world, world.region(PLACE), { exemptTagKey: KEY }, 'vpc-1')).toBe('NOT_APPLICABLE');
  });

  test.each([
    [['ALL'], true],
    [['ACCEPT', 'REJECT'], true],
    [['REJECT'], false],
    [['ACCEPT', 'ACCEPT'], false],
    [[], false],
  ])('finds traffic captured by %j: %s', (kinds, covered) => {
    const world = new World({ start: START });
    const flowLogs = kinds.map((trafficType) => ({ trafficType, creationTime: START }) as never);
    expect(isCovered(world, world.region(PLACE), flowLogs)).toBe(covered);
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
