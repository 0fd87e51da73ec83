import { auditCalls, totalOfAudit, withoutSts } from '../../../bench/organization/audit-calls';
import {
  ACCOUNT_IDS,
  ACCOUNTS,
  keyOf,
  organizationOf,
  REGIONS,
  sizesOf,
  VPCS,
} from '../../../bench/organization/organization';

const sizes = sizesOf();
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

test.each([
  [ACCOUNTS, VPCS],
  [1, VPCS],
  [4, 500],
])('an organization of %i accounts has each of %i VPCs in one place', (accounts, vpcs) => {
  const placed = sizesOf(accounts, vpcs);
  expect(placed).toHaveLength(accounts * REGIONS.length);
  expect(new Set(placed.map(({ place }) => keyOf(place))).size).toBe(placed.length);
  expect(sum(placed.map(({ vpcs: size }) => size))).toBe(vpcs);
  let first = 0;
  for (const each of placed) {
    expect(each.first).toBe(first);
    first += each.vpcs;
  }
});

test('every place has a VPC, and the largest more than a page of them', () => {
  const counts = sizes.map(({ vpcs }) => vpcs);
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(Math.max(...counts)).toBeGreaterThan(1000);
});

test('the VPCs and flow logs of a place are its own', () => {
  const small = sizesOf(2, 80);
  const organization = organizationOf(small);
  const ids = small.flatMap(({ place }) => {
    const { vpcs = [], flowLogs = [] } = organization.get(keyOf(place)) ?? {};
    for (const { OwnerId } of vpcs) expect(OwnerId).toBe(place.accountId);
    expect(new Set(flowLogs.map(({ ResourceId }) => ResourceId))).toEqual(
      new Set(vpcs.map(({ VpcId }) => VpcId)),
    );
    return vpcs.map(({ VpcId }) => VpcId);
  });
  expect(new Set(ids).size).toBe(80);
  expect(small.every(({ place }) => ACCOUNT_IDS.slice(0, 2).includes(place.accountId))).toBe(true);
});

test('an audit needs a page of each list in each place, and more where a list is longer', () => {
  const one = sizesOf(1, 40);
  expect(auditCalls(one)).toEqual({ vpcPages: 17, flowLogPages: 17, recorderPages: 34, regionLists: 1 });
  const { vpcPages, flowLogPages } = auditCalls(sizes);
  expect(vpcPages).toBe(sum(sizes.map(({ vpcs }) => Math.ceil(vpcs / 1000))));
  expect(flowLogPages).toBeGreaterThan(sizes.length);
  expect(totalOfAudit({ vpcPages: 1, flowLogPages: 2, recorderPages: 3, regionLists: 4 })).toBe(10);
});

test('calls of STS are not counted', () => {
  expect(withoutSts({ AssumeRole: 19, GetCallerIdentity: 1, DescribeVpcs: 3, DescribeRegions: 2 })).toBe(5);
});
