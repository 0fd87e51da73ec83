import { GetCallerIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import type { Clients } from '../../smoke/clients';
import { identify } from '../../smoke/deployment';
import { UserMistake } from '../../smoke/user-mistake';

const WANTED = '111122223333';
const sts = mockClient(STSClient);
const ask = () => identify({ sts: new STSClient({ region: 'eu-central-1' }) } as Clients, WANTED);
const called = () => sts.on(GetCallerIdentityCommand);

beforeEach(() => sts.reset());

const missing = Object.assign(new Error('Could not load credentials from any providers'), {
  name: 'CredentialsProviderError',
});
const answer = ($fault: 'client' | 'server') =>
  new STSServiceException({ name: 'ExpiredToken', $fault, $metadata: {}, message: 'it has expired' });

describe('the account that smoke works in', () => {
  test('is the one that was named', async () => {
    called().resolves({ Account: WANTED, Arn: `arn:aws-cn:iam::${WANTED}:user/me` });
    await expect(ask()).resolves.toEqual({ accountId: WANTED, partition: 'aws-cn' });
  });

  test.each([
    ['it is another', { Account: '444455556666' }, 'is not the account of the credentials, 444455556666'],
    ['nobody says which', {}, 'is not the account of the credentials'],
  ])('is not entered when %s', async (_, output, says) => {
    called().resolves(output);
    await expect(ask()).rejects.toThrow(says);
    await expect(ask()).rejects.toBeInstanceOf(UserMistake);
  });

  test.each([
    ['there are no credentials', missing, 'Could not load credentials'],
    ['AWS does not take them', answer('client'), 'it has expired'],
  ])('is told in plain words when %s', async (_, error, says) => {
    called().rejects(error);
    await expect(ask()).rejects.toThrow(`no account is reached: ${says}`);
    await expect(ask()).rejects.toBeInstanceOf(UserMistake);
  });

  test('is not blamed for a failure of AWS', async () => {
    called().rejects(answer('server'));
    await expect(ask()).rejects.not.toBeInstanceOf(UserMistake);
  });
});
