import { ruleEvent, scheduled, vpcChange } from './events';
import { stage } from './stage';

const withoutMember = (event: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(event).filter(([key]) => key !== name));
const itemWith = (members: Record<string, unknown>) => ruleEvent(vpcChange(members));

describe('an event that is not as Config sends it', () => {
  test.each<[string, unknown, RegExp]>([
    ['is no object', 'hello', /event: got "string", allowed: an object of members/],
    ['is null', null, /event: got "object", allowed: an object of members/],
    ['is a list', [], /event: got "list"/],
    ['is empty', {}, /invokingEvent: got undefined, allowed: a JSON text/],
    ['has no invoking event', withoutMember(ruleEvent(''), 'invokingEvent'), /invokingEvent: got undefined/],
    [
      'has an invoking event that is no text',
      { ...ruleEvent(''), invokingEvent: {} },
      /invokingEvent: got \{\}/,
    ],
    ['has an invoking event that is no JSON', ruleEvent('{'), /invokingEvent: got "\{"/],
    ['has an invoking event that is no object', ruleEvent('[]'), /invokingEvent: got "\[\]"/],
    ['has no message type', ruleEvent({}), /invokingEvent.messageType: got undefined/],
    [
      'is a snapshot notification',
      ruleEvent({ messageType: 'ConfigurationSnapshotDeliveryCompleted' }),
      /got "ConfigurationSnapshotDeliveryCompleted", allowed: .*ScheduledNotification; correct the rule's source/,
    ],
    [
      'has no item',
      ruleEvent({ messageType: 'ConfigurationItemChangeNotification' }),
      /invokingEvent.configurationItem: got undefined, allowed: an object/,
    ],
    [
      'has no summary of an oversized item',
      ruleEvent({ messageType: 'OversizedConfigurationItemChangeNotification', configurationItem: {} }),
      /invokingEvent.configurationItemSummary: got undefined/,
    ],
    ['has an item without type', itemWith({ resourceType: undefined }), /resourceType: got undefined/],
    ['has an item without id', itemWith({ resourceId: '' }), /resourceId: got ""/],
    [
      'has an item with an unknown status',
      itemWith({ configurationItemStatus: 'Vanished' }),
      /configurationItemStatus: got "Vanished", allowed: OK, ResourceDiscovered/,
    ],
    [
      'has an item without capture time',
      itemWith({ configurationItemCaptureTime: undefined }),
      /configurationItemCaptureTime: got undefined, allowed: a time/,
    ],
    [
      'has an item with a capture time that is none',
      itemWith({ configurationItemCaptureTime: 'yesterday' }),
      /configurationItemCaptureTime: got "yesterday"/,
    ],
    [
      'is scheduled without a time',
      ruleEvent(scheduled({ notificationCreationTime: undefined })),
      /notificationCreationTime: got undefined/,
    ],
    [
      'has no rule name',
      ruleEvent(scheduled(), { configRuleName: undefined }),
      /configRuleName: got undefined/,
    ],
    [
      'has a token that is no text, which is not shown',
      ruleEvent(scheduled(), { resultToken: { value: 's3cret' } }),
      /resultToken: got "object", allowed: a text(?!.*s3cret)/,
    ],
    [
      'says in words whether it left the scope',
      ruleEvent(scheduled(), { eventLeftScope: 'false' }),
      /eventLeftScope: got "false", allowed: true or false/,
    ],
    [
      'has parameters that are no JSON',
      ruleEvent(scheduled(), { ruleParameters: 'x' }),
      /ruleParameters: got "x"/,
    ],
    [
      'has parameters that are no text',
      ruleEvent(scheduled(), { ruleParameters: {} }),
      /ruleParameters: got \{\}/,
    ],
    [
      'has parameters that are a list',
      ruleEvent(scheduled(), { ruleParameters: '[]' }),
      /ruleParameters: got "\[\]"/,
    ],
    [
      'belongs to a rule of another account',
      ruleEvent(scheduled(), { accountId: '999999999999' }),
      /accountId: got "999999999999", allowed: the account of the function, 111122223333; deploy/,
    ],
  ])(
    'is refused with what was got and what is allowed, before any call: it %s',
    async (_, event, message) => {
      const { invoke, calls } = stage();
      const answer = invoke(event);
      await expect(answer).rejects.toThrow(message);
      await expect(answer).rejects.toHaveProperty('name', 'RefusedEventError');
      expect(calls).toEqual([]);
    },
  );
});

describe('rule parameters that are wrong', () => {
  test('are all named at once, before any call', async () => {
    const { invoke, calls } = stage();
    const ruleParameters = JSON.stringify({
      trafficType: 'ALLOW',
      traffictype: 'ALL',
      maxAggregationInterval: '10',
    });
    const answer = invoke(ruleEvent(scheduled(), { ruleParameters }));
    await expect(answer).rejects.toThrow(/- trafficType: got "ALLOW", allowed: ALL, ACCEPT or REJECT/);
    await expect(answer).rejects.toThrow(/- traffictype: got "ALL".*write it as trafficType/);
    await expect(answer).rejects.toThrow(/- maxAggregationInterval: got "10"/);
    expect(calls).toEqual([]);
  });
});
