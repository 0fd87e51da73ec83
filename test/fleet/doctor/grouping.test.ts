import { grouped, type PlacedFinding } from '../../../fleet/doctor/grouping';
import { placesText } from '../../../fleet/doctor/places-text';
import type { Told } from '../../../fleet/doctor/report';

const place = (accountId: string, region = 'eu-west-1') => ({ accountId, region });
const told = (given: Partial<Told> = {}): Told => ({
  check: 'recorder-on',
  status: 'problem',
  about: 'default',
  finding: 'the recorder is stopped',
  ...given,
});
const found = (where: PlacedFinding['place'], given: Partial<Told> = {}): PlacedFinding => ({
  place: where,
  finding: told(given),
});

describe('findings are one group', () => {
  test.each<[string, PlacedFinding, PlacedFinding]>([
    ['where only the place differs', found(place('111122223333')), found(place('444455556666', 'us-east-1'))],
    [
      'where they name their place',
      found(place('111122223333'), { finding: 'no role in 111122223333, eu-west-1' }),
      found(place('444455556666', 'us-east-1'), { finding: 'no role in 444455556666, us-east-1' }),
    ],
    [
      'where they name what they are about',
      found(place('111111111111'), { about: 'stack-a', finding: 'stack-a is gone' }),
      found(place('111111111111'), { about: 'stack-b', finding: 'stack-b is gone' }),
    ],
    [
      'where ids and times differ',
      found(place('111111111111'), {
        finding: 'fl-0123456789abcdef0 of vpc-0123456789abcdef0, 2026-06-15T11:00:00.000Z',
      }),
      found(place('222222222222'), {
        finding: 'fl-00000000000000001 of vpc-00000000000000002, 2026-06-16T11:00:00.000Z',
      }),
    ],
  ])('%s', (_, one, other) => {
    expect(grouped([one, other])).toMatchObject([{ example: one.finding }]);
  });
});

describe('findings are apart', () => {
  test.each<[string, Partial<Told>]>([
    ['of another check', { check: 'recorder-status' }],
    ['of another status', { status: 'unknown' }],
    ['of another cause', { finding: 'there is no recorder in this Region' }],
    ['with another remedy', { remedy: 'start it' }],
  ])('%s', (_, given) => {
    expect(grouped([found(place('111111111111')), found(place('222222222222'), given)])).toHaveLength(2);
  });
});

test('a group has each place and each thing once', () => {
  const [group] = grouped([
    found(place('111111111111'), { about: 'a' }),
    found(place('111111111111'), { about: 'b' }),
    found(place('222222222222'), { about: 'a' }),
  ]);
  expect(group?.abouts).toEqual(['a', 'b']);
  expect(group?.places).toEqual([place('111111111111'), place('222222222222')]);
});

test('the gravest come first, and of these what is so in the most places', () => {
  const findings = [
    found(place('111111111111'), { status: 'ok', check: 'a' }),
    found(place('111111111111'), { status: 'note', check: 'b' }),
    found(place('111111111111'), { status: 'unknown', check: 'c' }),
    found(place('111111111111'), { check: 'd' }),
    found(place('111111111111'), { check: 'e' }),
    found(place('222222222222'), { check: 'e' }),
  ];
  expect(grouped(findings).map(({ example }) => example.check)).toEqual(['e', 'd', 'c', 'b', 'a']);
});

describe('places are written', () => {
  const many = Array.from({ length: 17 }, (_, index) => `region-${String(index).padStart(2, '0')}`);
  const accounts = Array.from({ length: 20 }, (_, index) => String(100000000000 + index));

  test.each([
    [[place('1'), place('1', 'ap-south-1'), place('2')], '1: ap-south-1, eu-west-1; 2: eu-west-1'],
    [[place('1'), place('2')], '1, 2: eu-west-1'],
    [[{ accountId: '1' }], '1: every Region'],
    [
      accounts.flatMap((accountId) => many.map((region) => place(accountId, region))),
      '100000000000, 100000000001, 100000000002, 100000000003, 100000000004 and 15 more accounts: ' +
        'region-00, region-01, region-02, region-03, region-04 and 12 more Regions',
    ],
  ])('%#: short', (places, text) => {
    expect(placesText(places, false)).toBe(text);
  });

  test('lists of Regions that begin alike are not taken for one', () => {
    const places = [
      ...many.map((region) => place('1', region)),
      ...many.slice(1).map((region) => place('2', region)),
    ];
    expect(placesText(places, false)).toMatch(/^1: .*12 more Regions; 2: .*11 more Regions$/);
  });

  test('all of them when asked', () => {
    const text = placesText(
      accounts.flatMap((accountId) => many.map((region) => place(accountId, region))),
      true,
    );
    for (const name of [...accounts, ...many]) expect(text).toContain(name);
  });
});
