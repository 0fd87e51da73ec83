import {
  type DiffMembers,
  itemDiff,
  oversizedVpcChange,
  relationshipChange,
  ruleEvent,
  VPC,
  vpcChange,
} from './events';
import { flowLog, stage } from './stage';

const withDiff = (diff: unknown) => ({ ...vpcChange(), configurationItemDiff: diff });

const ENI = relationshipChange('AWS::EC2::NetworkInterface');
const SUBNET = relationshipChange('AWS::EC2::Subnet');
const GONE = relationshipChange('AWS::EC2::Instance', 'DELETE');
const TAGS = { previousValue: null, updatedValue: { key: 'a', value: 'b' }, changeType: 'CREATE' };

describe('a VPC item that is new for its relationships alone', () => {
  test.each<readonly [string, DiffMembers]>([
    ['an interface came', { 'Relationships.0': ENI }],
    ['an instance went', { 'Relationships.0': GONE }],
    ['many came and went', { 'Relationships.0': ENI, 'Relationships.1': GONE, 'Relationships.12': SUBNET }],
  ])('costs no call and no evaluation: %s', async (_, changed) => {
    const { invoke, calls, records } = stage();
    await invoke(ruleEvent(withDiff(itemDiff(changed))));
    expect(calls).toEqual([]);
    expect(records).toEqual([expect.objectContaining({ outcome: 'judged', reported: 0, apiCalls: {} })]);
  });

  test.each<readonly [string, DiffMembers, boolean]>([
    ['a subnet', { 'Relationships.0': SUBNET }, true],
    ['a subnet among others', { 'Relationships.0': ENI, 'Relationships.1': SUBNET }, true],
    ['a subnet that went', { 'Relationships.0': relationshipChange('AWS::EC2::Subnet', 'DELETE') }, true],
    ['an interface', { 'Relationships.0': ENI }, false],
  ])('is judged with acceptSubnetCoverage where it is about subnets: %s', async (_, changed, judged) => {
    const { invoke, put } = stage({ flowLogs: [flowLog()] });
    await invoke(
      ruleEvent(withDiff(itemDiff(changed)), { ruleParameters: '{"acceptSubnetCoverage":"true"}' }),
    );
    expect(put()).toEqual(judged ? [`${VPC} COMPLIANT`] : []);
  });

  test.each(['ResourceDeleted', 'ResourceNotRecorded'])(
    'is still cleared when its status is %s',
    async (configurationItemStatus) => {
      const { invoke, put } = stage();
      const change = {
        ...vpcChange({ configurationItemStatus }),
        configurationItemDiff: itemDiff({ 'Relationships.0': ENI }),
      };
      await invoke(ruleEvent(change));
      expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
    },
  );

  test('is still cleared when the VPC left the scope', async () => {
    const { invoke, put } = stage();
    await invoke(ruleEvent(withDiff(itemDiff({ 'Relationships.0': ENI })), { eventLeftScope: true }));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
  });
});

describe('a VPC item is judged when its diff', () => {
  test.each<readonly [string, unknown]>([
    ['is missing', undefined],
    ['is null, as of an item that Config hands over again', null],
    ['changes a tag', itemDiff({ 'Configuration.Tags.0': TAGS })],
    ['changes a tag and a relationship', itemDiff({ 'Relationships.0': ENI, 'Configuration.Tags.0': TAGS })],
    ['changes something whose name only starts alike', itemDiff({ RelationshipsOfOld: ENI })],
    ['changes all relationships at once, in a form that we do not know', itemDiff({ Relationships: ENI })],
    ['says CREATE', itemDiff({ 'Relationships.0': ENI }, 'CREATE')],
    ['says nothing of what changed', itemDiff({})],
    ['has no properties', { changeType: 'UPDATE' }],
    ['names no related type', itemDiff({ 'Relationships.0': { updatedValue: { resourceId: 'x' } } })],
    ['names no related resource', itemDiff({ 'Relationships.0': { updatedValue: { resourceType: 'x' } } })],
    ['has a relationship that is no object', itemDiff({ 'Relationships.0': 'eni-0a' as never })],
    ['is a text', 'Relationships.0'],
    ['is a list', [{ changeType: 'UPDATE', changedProperties: { 'Relationships.0': ENI } }]],
  ])('%s', async (_, diff) => {
    const { invoke, put } = stage();
    await invoke(ruleEvent(withDiff(diff)));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
  });

  test('belongs to an oversized notification, which has none by its documentation', async () => {
    const { invoke, put } = stage();
    await invoke(ruleEvent(oversizedVpcChange()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
  });
});
