import { type GivenFlags, readFlags } from '../../smoke/flags';

const GIVEN: GivenFlags = { account: '111122223333', region: 'eu-central-1' };

test('the account and the Region are enough', () => {
  expect(readFlags(GIVEN)).toEqual({
    mode: 'settle',
    account: '111122223333',
    region: 'eu-central-1',
    profile: undefined,
    endpoint: undefined,
    ruleName: undefined,
    only: undefined,
    run: undefined,
    keepGoing: false,
  });
});

test.each<readonly [GivenFlags, object]>([
  [{ only: '1' }, { only: [1] }],
  [{ only: '1,25' }, { only: [1, 25] }],
  [{ clean: true }, { mode: 'clean' }],
  [
    { clean: true, run: 'a1b2c3d4e5' },
    { mode: 'clean', run: 'a1b2c3d4e5' },
  ],
  [{ 'keep-going': true }, { keepGoing: true }],
  [{ rule: 'a' }, { ruleName: 'a' }],
  [
    { profile: 'p', 'endpoint-url': 'http://127.0.0.1:4599' },
    { profile: 'p', endpoint: 'http://127.0.0.1:4599' },
  ],
])('%j', (given, flags) => {
  expect(readFlags({ ...GIVEN, ...given })).toMatchObject(flags);
});

test.each<readonly [GivenFlags, RegExp]>([
  [{ account: '1111' }, /--account: got 1111; name the test account/],
  [{ region: 'somewhere' }, /--region: got somewhere/],
  [{ only: 'one' }, /--only: got one/],
  [{ only: '1,' }, /--only: got 1,/],
  [{ run: 'a1b2c3d4e5' }, /--run goes with --clean only/],
  [{ clean: true, run: '*' }, /--run: got \*/],
])('%j is refused', (given, message) => {
  expect(() => readFlags({ ...GIVEN, ...given })).toThrow(message);
});

test('without an account nothing is done, and all mistakes are told at once', () => {
  expect(() => readFlags({ only: 'x' })).toThrow(
    /--account: got nothing.*\n--region: got nothing.*\n--only: got x/,
  );
});
