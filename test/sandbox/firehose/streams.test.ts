import {
  CreateDeliveryStreamCommand,
  type CreateDeliveryStreamCommandInput,
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  ListDeliveryStreamsCommand,
  ListTagsForDeliveryStreamCommand,
  TagDeliveryStreamCommand,
  UntagDeliveryStreamCommand,
} from '@aws-sdk/client-firehose';
import { Account, START } from '../account';

const clients: FirehoseClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'firehose.amazonaws.com' }, Action: 'sts:AssumeRole' },
};

async function open() {
  const account = await Account.open();
  const { sandbox } = account;
  const firehose = new FirehoseClient({ ...sandbox.administrator(), maxAttempts: 1 });
  clients.push(firehose);
  const RoleARN = await account.makeRole('to-s3', TRUST);
  const create = (DeliveryStreamName: string, others: Partial<CreateDeliveryStreamCommandInput> = {}) =>
    firehose.send(
      new CreateDeliveryStreamCommand({
        DeliveryStreamName,
        ExtendedS3DestinationConfiguration: { RoleARN, BucketARN: 'arn:aws:s3:::records' },
        ...others,
      }),
    );
  const describe = async (DeliveryStreamName: string) =>
    (await firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName })))
      .DeliveryStreamDescription;
  return { account, sandbox, firehose, create, describe };
}

describe('a delivery stream', () => {
  test('is ACTIVE some time after it was made', async () => {
    const { create, describe, sandbox } = await open();
    const { DeliveryStreamARN } = await create('one');
    expect(DeliveryStreamARN).toBe('arn:aws:firehose:eu-central-1:111122223333:deliverystream/one');
    expect(await describe('one')).toMatchObject({
      DeliveryStreamARN,
      DeliveryStreamStatus: 'CREATING',
      DeliveryStreamType: 'DirectPut',
      CreateTimestamp: START,
      HasMoreDestinations: false,
    });
    await sandbox.advance(sandbox.world.delays.streamActive);
    expect((await describe('one'))?.DeliveryStreamStatus).toBe('ACTIVE');
  });

  test('has a name of its own', async () => {
    const { create } = await open();
    await create('one');
    await expect(create('one')).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  test.each<[string, string, Partial<CreateDeliveryStreamCommandInput>]>([
    ['InvalidArgumentException', 'a destination', { ExtendedS3DestinationConfiguration: undefined }],
    [
      'InvalidArgumentException',
      'a role that Firehose can assume',
      {
        ExtendedS3DestinationConfiguration: {
          RoleARN: 'arn:aws:iam::111122223333:role/other',
          BucketARN: 'arn:aws:s3:::records',
        },
      },
    ],
    ['InvalidArgumentException', 'a source', { DeliveryStreamType: 'KinesisStreamAsSource' }],
    ['NotModelled', 'a known type', { DeliveryStreamType: 'MSKAsSource' }],
    ['InvalidArgumentException', "tags that are not AWS's", { Tags: [{ Key: 'aws:a', Value: '' }] }],
    [
      'InvalidArgumentException',
      'each tag once',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
    ],
    ['ValidationException', 'a name without spaces', { DeliveryStreamName: 'a b' }],
  ])('is refused as %s: it needs %s', async (name, _, wrong) => {
    const { create } = await open();
    await expect(create('one', wrong)).rejects.toMatchObject({ name });
  });

  test('is unknown once it is deleted', async () => {
    const { create, describe, firehose } = await open();
    await create('one');
    await firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: 'one' }));
    await expect(describe('one')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Firehose one not found under account 111122223333.',
    });
  });

  test('is listed by name, ten at a time', async () => {
    const { create, firehose } = await open();
    const names = Array.from({ length: 12 }, (_, index) => `s-${String(index).padStart(2, '0')}`);
    for (const name of names) await create(name);
    const list = async (input: object) => {
      const { DeliveryStreamNames, HasMoreDeliveryStreams } = await firehose.send(
        new ListDeliveryStreamsCommand(input),
      );
      return [DeliveryStreamNames, HasMoreDeliveryStreams];
    };
    expect(await list({})).toEqual([names.slice(0, 10), true]);
    expect(await list({ ExclusiveStartDeliveryStreamName: 's-09' })).toEqual([names.slice(10), false]);
    expect(await list({ DeliveryStreamType: 'KinesisStreamAsSource' })).toEqual([[], false]);
  });

  test('is tagged and untagged', async () => {
    const { create, firehose } = await open();
    const DeliveryStreamName = 'one';
    await create(DeliveryStreamName, { Tags: [{ Key: 'a', Value: '1' }] });
    const tags = async (others: object = {}) => {
      const command = new ListTagsForDeliveryStreamCommand({ DeliveryStreamName, ...others });
      const { Tags = [], HasMoreTags } = await firehose.send(command);
      return [Tags.map(({ Key, Value }) => `${Key}=${Value}`), HasMoreTags];
    };
    const Tags = [
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '3' },
    ];
    await firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags }));
    expect(await tags()).toEqual([['a=2', 'b=3'], false]);
    expect(await tags({ Limit: 1 })).toEqual([['a=2'], true]);
    expect(await tags({ ExclusiveStartTagKey: 'a' })).toEqual([['b=3'], false]);
    await firehose.send(new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys: ['a'] }));
    expect(await tags()).toEqual([['b=3'], false]);
  });
});
