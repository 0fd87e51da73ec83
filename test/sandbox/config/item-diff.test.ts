import { itemDiff } from '../../../sandbox/config/item-diff';
import type { ConfigurationItem, Relationship } from '../../../sandbox/config/state';

const contains = (resourceId: string): Relationship => ({
  resourceId,
  resourceName: null,
  resourceType: 'AWS::EC2::Subnet',
  name: 'Contains Subnet',
});

const item = (changed: Partial<ConfigurationItem> = {}): ConfigurationItem => ({
  configurationItemCaptureTime: '2027-01-04T08:00:00.000Z',
  configurationItemStatus: 'OK',
  configurationStateId: '1',
  awsAccountId: '111122223333',
  awsRegion: 'eu-central-1',
  availabilityZone: 'Not Applicable',
  resourceType: 'AWS::EC2::VPC',
  resourceId: 'vpc-1',
  ARN: 'arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1',
  tags: {},
  relationships: [],
  configuration: { vpcId: 'vpc-1', state: { value: 'available' }, tags: [] },
  ...changed,
});

const withSubnets = (...ids: readonly string[]) => item({ relationships: ids.map(contains) });
const withTags = (...tags: readonly object[]) => item({ configuration: { ...item().configuration, tags } });

describe('the diff of an item', () => {
  test('of a new resource says so, and nothing more', () => {
    expect(itemDiff(undefined, withSubnets('subnet-1'))).toEqual({
      changeType: 'CREATE',
      changedProperties: {},
    });
  });

  test('that says the same as the last one is none', () => {
    const again = item({
      configurationStateId: '2',
      configurationItemCaptureTime: '2027-01-04T09:00:00.000Z',
    });
    expect(itemDiff(item(), again)).toBeUndefined();
  });

  test('numbers what went and what came, wherever it stands in the lists', () => {
    const last = withSubnets('subnet-1', 'subnet-2', 'subnet-3');
    expect(itemDiff(last, withSubnets('subnet-1', 'subnet-3', 'subnet-4'))).toEqual({
      changeType: 'UPDATE',
      changedProperties: {
        'Relationships.0': {
          previousValue: contains('subnet-2'),
          updatedValue: null,
          changeType: 'DELETE',
        },
        'Relationships.1': {
          previousValue: null,
          updatedValue: contains('subnet-4'),
          changeType: 'CREATE',
        },
      },
    });
  });

  test('of a tag that has another value is one that went and one that came', () => {
    const [before, after] = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ];
    expect(itemDiff(withTags(before), withTags(after))).toEqual({
      changeType: 'UPDATE',
      changedProperties: {
        'Configuration.Tags.0': { previousValue: before, updatedValue: null, changeType: 'DELETE' },
        'Configuration.Tags.1': { previousValue: null, updatedValue: after, changeType: 'CREATE' },
      },
    });
  });

  test.each([
    ['a member', { isDefault: false }, { isDefault: true }, 'Configuration.IsDefault', 'UPDATE'],
    [
      'a member of a member',
      { state: { value: 'a', x: 1 } },
      { state: { value: 'b', x: 1 } },
      'Configuration.State.Value',
      'UPDATE',
    ],
    [
      'a member that was null',
      { deliverLogsStatus: null },
      { deliverLogsStatus: 'x' },
      'Configuration.DeliverLogsStatus',
      'CREATE',
    ],
    ['a member that is gone', { isDefault: false }, {}, 'Configuration.IsDefault', 'DELETE'],
  ])('names %s by its path', (_, previous, updated, path, changeType) => {
    const diff = itemDiff(item({ configuration: previous }), item({ configuration: updated }));
    expect(Object.entries(diff?.changedProperties ?? {})).toEqual([
      [path, expect.objectContaining({ changeType })],
    ]);
  });

  const deletion = item({ configurationItemStatus: 'ResourceDeleted', configuration: null });

  test('of a deletion shows what there was', () => {
    const last = withSubnets('subnet-1');
    expect(itemDiff(last, deletion)).toEqual({
      changeType: 'DELETE',
      changedProperties: {
        'Relationships.0': {
          previousValue: contains('subnet-1'),
          updatedValue: null,
          changeType: 'DELETE',
        },
        Configuration: { previousValue: last.configuration, updatedValue: null, changeType: 'DELETE' },
      },
    });
  });

  test('of a deletion that keeps the configuration says so all the same', () => {
    const kept = { ...deletion, configuration: item().configuration };
    expect(itemDiff(item(), kept)).toEqual({ changeType: 'DELETE', changedProperties: {} });
  });

  test('of a deletion before which nothing was recorded says so all the same', () => {
    expect(itemDiff(undefined, deletion)).toEqual({ changeType: 'DELETE', changedProperties: {} });
  });
});
