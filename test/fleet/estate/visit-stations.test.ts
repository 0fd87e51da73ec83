import { createClients } from '../../../fleet/aws/clients';
import type { Station } from '../../../fleet/aws/connect';
import type { Estate } from '../../../fleet/estate/estate';
import { visitStations } from '../../../fleet/estate/visit-stations';
import { Terminal } from '../../../fleet/terminal/terminal';
import { UserMistake } from '../../../fleet/user-mistake';

const REGIONS = ['eu-central-1', 'eu-north-1', 'eu-west-1'];

const estateOf = (given: Partial<Estate> = {}): Estate => ({
  callerArn: 'arn:aws:iam::111122223333:root',
  places: REGIONS.map((region) => ({
    place: { partition: 'aws', accountId: '111122223333', region },
    connect: () => createClients({ region }),
  })),
  unknown: [{ accountId: '444455556666', cause: 'its role cannot be assumed' }],
  close: () => undefined,
  ...given,
});

function terminalOf(): { readonly terminal: Terminal; readonly err: string[] } {
  const err: string[] = [];
  const write = (text: string): void => void err.push(text);
  const options = {
    out: () => undefined,
    err: write,
    color: false,
    progress: true,
    loudness: 'usual',
  } as const;
  return { terminal: new Terminal(options), err };
}

const visit = <T>(
  work: (station: Station) => Promise<T>,
  estate = estateOf(),
  terminal = terminalOf().terminal,
) => visitStations(estate, { concurrency: 2 }, terminal, 'auditing', work);

test('each place has its value, in the order of the estate, beside what was unknown before', async () => {
  const { visited, unknown } = await visit(({ place }) => Promise.resolve(place.region.length));
  expect(visited.map(({ place, value }) => [place.region, value])).toEqual([
    ['eu-central-1', 12],
    ['eu-north-1', 10],
    ['eu-west-1', 9],
  ]);
  expect(unknown).toEqual([{ accountId: '444455556666', cause: 'its role cannot be assumed' }]);
});

test('what is refused in one place is its cause, and ends no other', async () => {
  const { visited, unknown } = await visit(({ place }) =>
    place.region === 'eu-north-1'
      ? Promise.reject(new UserMistake('denied by a policy'))
      : Promise.resolve(1),
  );
  expect(visited.map(({ place }) => place.region)).toEqual(['eu-central-1', 'eu-west-1']);
  expect(unknown.at(-1)).toEqual({
    accountId: '111122223333',
    region: 'eu-north-1',
    cause: 'denied by a policy',
  });
});

test('a fault of ours is thrown', async () => {
  await expect(visit(() => Promise.reject(new TypeError('x is not a function')))).rejects.toThrow(TypeError);
});

test('after an interruption what is under way is finished, and nothing else is begun', async () => {
  const interruption = new AbortController();
  const estate = estateOf({ unknown: [], interrupted: interruption.signal });
  const { visited, unknown } = await visit(({ place }) => {
    interruption.abort();
    return Promise.resolve(place.region);
  }, estate);
  expect(visited.map(({ value }) => value)).toEqual(['eu-central-1']);
  expect(unknown.map(({ region, cause }) => [region, cause])).toEqual([
    ['eu-north-1', 'interrupted before it was asked'],
    ['eu-west-1', 'interrupted before it was asked'],
  ]);
});

test('how far it is stands in one line, which is gone at the end', async () => {
  const { terminal, err } = terminalOf();
  await visit(() => Promise.resolve(1), estateOf(), terminal);
  expect(err.filter((text) => text.startsWith('0/3'))[0]).toBe('0/3 auditing 111122223333 eu-central-1');
  expect(err.join('')).not.toContain('\n');
  expect(err.at(-1)).toBe('\r\u001B[K');
});
