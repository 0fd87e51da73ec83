import { zoneId } from '../../../sandbox/ec2/zones';

describe('the id of a zone', () => {
  test.each([
    ['eu-central-1a', 'euc1-az1'],
    ['us-east-2b', 'use2-az2'],
    ['ap-southeast-2c', 'apse2-az3'],
    ['us-gov-west-1a', 'usgw1-az1'],
    ['cn-northwest-1a', 'cnnw1-az1'],
  ])('of %s is %s', (zone, id) => {
    expect(zoneId(zone)).toBe(id);
  });
});
