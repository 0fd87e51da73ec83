import { acceptedBy, type Outcome, openEnvironment } from './disturbed-invocation';
import {
  BARE,
  COVERED_TOGETHER,
  FAILING,
  GONE,
  HALF_COVERED,
  INVOCATIONS,
  SHARED,
  STALE_SWEEPS,
  SUBNETS_COVERED,
} from './every-invocation';
import { type Demand, FailureTable } from './failure-table';
import { TOKEN_LOST } from './faults';
import type { Call } from './session';

/** COMPLIANCE_TYPE by VPC id. */
const typesIn = (outcome: Outcome): ReadonlyMap<string, string> =>
  new Map(acceptedBy(outcome).map((each) => each.split(' ', 2) as [string, string]));

const rememberedBy = ({ estate }: { readonly estate: { readonly remembered: readonly any[] } }) =>
  new Map(
    estate.remembered.map(({ ComplianceType, EvaluationResultIdentifier }) => [
      EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId,
      ComplianceType,
    ]),
  );

/**
 * Verdicts that are not those of the undisturbed run. A VPC that is NON_COMPLIANT for Config may stay so until the next
 * sweep though it is covered by now: nothing is repaired on such a verdict without asking again.
 */
const noNewLie: Demand = (outcome, { undisturbed, invocation }) => {
  const right = typesIn(undisturbed);
  const remembered = rememberedBy(invocation);
  const wrong = [...typesIn(outcome)].filter(
    ([vpcId, type]) =>
      type !== right.get(vpcId) && !(type === 'NON_COMPLIANT' && remembered.get(vpcId) === 'NON_COMPLIANT'),
  );
  return [
    ...wrong.map((each) => each.join(' ')),
    ...(outcome.error && outcome.session.accepted.length > 0 ? ['put in spite of an error'] : []),
  ];
};

describe('a list that loses its next token, where what belongs to one VPC comes in one page', () => {
  const table = new FailureTable([...INVOCATIONS, ...STALE_SWEEPS]);
  beforeAll(() => table.open());
  afterAll(() => table.close());

  test('makes no VPC COMPLIANT or not applicable that is not, nor NON_COMPLIANT unless it is so for Config', async () => {
    const canStrike = (call: Call): boolean =>
      call.isContinued && call.operation !== 'GetResourceConfigHistory';
    await expect(table.strike({ ...TOKEN_LOST, canStrike }, noNewLie, 1)).resolves.toEqual({
      cells: 40,
      problems: [],
    });
  });
});

describe('what a list that loses its next token leaves out', () => {
  const { environment } = openEnvironment();

  const invocationOf = (name: string) => {
    const found = INVOCATIONS.find((each) => each.name === name);
    if (!found) throw new Error(`no invocation is ${name}`);
    return found;
  };

  async function losing(name: string, operation: string, nth: number) {
    const invocation = invocationOf(name);
    const undisturbed = await environment().invoke(invocation);
    const outcome = await environment().invoke(invocation, {
      disturbance: { fault: TOKEN_LOST, operation, nth },
    });
    expect(outcome.session.struck).toBe(1);
    const [put, right] = [typesIn(outcome), typesIn(undisturbed)];
    return { outcome, put, right, missing: [...right.keys()].filter((vpcId) => !put.has(vpcId)) };
  }

  const UNKNOWN = 'a deleted flow log of which nobody tells the VPC';

  test.each([
    [1, [SHARED, BARE, FAILING, SUBNETS_COVERED, HALF_COVERED]],
    [2, [SHARED, SUBNETS_COVERED, HALF_COVERED]],
  ])('page %i of VPCs: those after it have no verdict, where Config shows none', async (nth, after) => {
    const { missing, outcome } = await losing(UNKNOWN, 'DescribeVpcs', nth);
    expect(outcome.error).toBeUndefined();
    expect(missing).toEqual(after);
  });

  test.each([1, 2])(
    'page %i of VPCs: those after it are asked for by id, where Config shows a verdict',
    async (nth) => {
      const { missing, outcome, put, right } = await losing(
        'a sweep that finds what Config knows',
        'DescribeVpcs',
        nth,
      );
      expect(outcome.error).toBeUndefined();
      expect(missing).toEqual([SHARED]);
      expect([...put]).toEqual([...right].filter(([vpcId]) => vpcId !== SHARED));
    },
  );

  test('remembered results: verdicts on VPCs that are gone stay until the next sweep, all others are right', async () => {
    const { missing, put, right } = await losing(
      'a sweep with news and with VPCs that are gone',
      'GetComplianceDetailsByConfigRule',
      1,
    );
    expect(missing).toEqual([GONE[1]]);
    expect([...put]).toEqual([...right].filter(([vpcId]) => vpcId !== GONE[1]));
  });

  test('history that would tell the VPC: every VPC of the Region is judged, and rightly', async () => {
    const { put, right } = await losing(
      'a deleted flow log that EC2 still lists, whose VPC only its history tells',
      'GetResourceConfigHistory',
      1,
    );
    const region = typesIn(await environment().invoke(invocationOf(UNKNOWN)));
    expect([...right]).toEqual([[COVERED_TOGETHER, 'NON_COMPLIANT']]);
    expect(region.size).toBe(7);
    expect(Object.fromEntries(put)).toEqual(Object.fromEntries([...region, ...right]));
  });

  test.each([
    ['flow log', 'a created flow log that EC2 does not show, being deleted since'],
    ['VPC', 'a changed VPC that EC2 does not show, being deleted since'],
  ])(
    'history that would tell of a deletion: an error, as of a %s that EC2 does not show yet',
    async (which, name) => {
      const { outcome } = await losing(name, 'GetResourceConfigHistory', 1);
      expect(outcome.error?.message).toContain(`the ${which} that Config recorded`);
      expect(outcome.session.accepted).toEqual([]);
    },
  );
});
