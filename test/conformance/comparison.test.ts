import { compareSides, type Outcome } from '../../conformance/comparison';

const MOTO_VPC = 'vpc-0123456789abcdef0';
const OUR_VPC = 'vpc-fedcba98765432100';
const CALL = { operation: 'DescribeVpcs', case: 'all' };
const answer = (output: unknown): Outcome => ({ kind: 'answer', output });
const error = (code: string, status = 400): Outcome => ({ kind: 'error', code, status });

const compare = (moto: Outcome, sandbox: Outcome, ...paths: readonly string[]) =>
  compareSides(CALL, paths, {
    moto: { outcome: moto, names: new Map([[MOTO_VPC, 'vpc1']]) },
    sandbox: { outcome: sandbox, names: new Map([[OUR_VPC, 'vpc1']]) },
  });

describe('two sides that answer the same call', () => {
  test('are alike when each has its own id for the same thing', () => {
    const [moto, ours] = [MOTO_VPC, OUR_VPC].map((VpcId) =>
      answer({ Vpcs: [{ VpcId, State: 'available' }] }),
    );
    if (!moto || !ours) throw new Error('two answers');
    expect(compare(moto, ours, 'Vpcs[].VpcId', 'Vpcs[].State')).toEqual({ compared: 4, differences: [] });
  });

  test('differ at the member that differs, once, however many items have it', () => {
    const items = (State: string, ...ids: readonly string[]) =>
      answer({ Vpcs: ids.map((Name) => ({ Name, State, Same: 1 })) });
    const { differences, compared } = compare(
      items('available', 'a', 'b'),
      items('pending', 'a', 'b'),
      'Vpcs[].State',
      'Vpcs[].Same',
    );
    expect(differences).toEqual([{ ...CALL, member: 'Vpcs[].State', moto: 'available', sandbox: 'pending' }]);
    expect(compared).toBe(6);
  });

  test('differ in a list by its items, and not again by their members', () => {
    const { differences } = compare(
      answer({ Vpcs: [{ Name: 'a', State: 'x' }, { Name: 'b' }] }),
      answer({ Vpcs: [{ Name: 'a', State: 'x' }] }),
      'Vpcs[].State',
    );
    expect(differences).toEqual([{ ...CALL, member: 'Vpcs[]', moto: 'a b', sandbox: 'a' }]);
  });

  test('are not compared where neither says anything, and differ where one does', () => {
    expect(compare(answer({}), answer({}), 'Vpc.State')).toEqual({ compared: 1, differences: [] });
    expect(compare(answer({ Tags: [] }), answer({}), 'Tags').differences).toEqual([
      { ...CALL, member: 'Tags', moto: '[]', sandbox: 'absent' },
    ]);
  });

  test.each([
    ['the same code', error('InvalidVpcID.NotFound'), error('InvalidVpcID.NotFound'), []],
    ['two codes', error('A'), error('B'), [{ ...CALL, member: 'code', moto: 'A 400', sandbox: 'B 400' }]],
    [
      'two statuses',
      error('A'),
      error('A', 404),
      [{ ...CALL, member: 'code', moto: 'A 400', sandbox: 'A 404' }],
    ],
    ['one error', answer({}), error('A'), [{ ...CALL, member: 'code', moto: 'ok', sandbox: 'A 400' }]],
    [
      'what moto has not implemented',
      error('SyntaxError', 500),
      error('A'),
      [{ ...CALL, member: 'code', moto: 'HTTP 500', sandbox: 'A 400' }],
    ],
  ])('with %s', (_, moto, sandbox, differences) => {
    expect(compare(moto, sandbox, 'Vpcs[].State')).toEqual({ compared: 1, differences });
  });
});
