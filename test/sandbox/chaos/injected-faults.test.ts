import { InjectedFaults } from '../../../sandbox/chaos/injected-faults';
import { FAULT_KINDS, FaultCounts, type FaultKind } from '../../../sandbox/chaos/kinds';
import type { MadeCall } from '../../../sandbox/faults';
import type { FunctionHost } from '../../../sandbox/lambda/functions';
import { Seed } from '../../../sandbox/seed';
import { World } from '../../../sandbox/world';

const START = new Date('2027-01-04T08:00:00Z');
const ROLE = 'arn:aws:iam::111122223333:role/execution';
const HOUR = 3_600_000;

const evaluation = (index: number) => ({ ComplianceResourceId: `vpc-${index}` });

const callOf = (operation: string, input: Record<string, unknown>): MadeCall => ({
  service: operation === 'PutEvaluations' ? 'config' : 'ec2',
  operation,
  input,
  accessKeyId: 'ASIA1',
  sessionToken: undefined,
  region: 'eu-central-1',
  caller: { kind: 'role', roleArn: ROLE, accountId: '111122223333' },
});

interface Played {
  readonly performed: readonly unknown[];
  readonly outcome: unknown;
  readonly kills: number;
}

/** A world whose only function has the role, and a call under the faults of one seed. */
class Stage {
  readonly counts = new FaultCounts();
  readonly performed: unknown[] = [];
  readonly taken: unknown[] = [];
  readonly world: World;
  readonly faults: InjectedFaults;
  kills = 0;

  constructor(seed: number, until = HOUR) {
    this.world = new World({ start: START });
    jest.spyOn(this.world, 'runsAs').mockImplementation((roleArn) => roleArn === ROLE);
    const kill = (): void => {
      this.kills += 1;
    };
    const functionHost = { kill } as unknown as FunctionHost;
    jest.spyOn(this.world, 'functionHost', 'get').mockReturnValue(functionHost);
    this.faults = new InjectedFaults({
      seed: new Seed(seed),
      counts: this.counts,
      from: START,
      until: new Date(START.getTime() + until),
      now: () => this.world.scheduler.now(),
      vpcs: 24,
      onReport: () => undefined,
      onTaken: (input) => this.taken.push(input),
    });
  }

  make(call: MadeCall): Promise<unknown> {
    return this.faults
      .call(this.world, call, (input) => {
        this.performed.push(input);
        return Promise.resolve({ answered: true });
      })
      .catch((error: unknown) => error);
  }
}

/** The first seed that has this call meet this fault and no other. */
async function underFault(kind: FaultKind, call: MadeCall): Promise<Played & { readonly stage: Stage }> {
  for (let seed = 1; seed < 2000; seed += 1) {
    const stage = new Stage(seed);
    const outcome = await stage.make(call);
    const met = FAULT_KINDS.filter((each) => stage.counts.of(each) > 0);
    if (met.length === 1 && met[0] === kind)
      return { stage, outcome, performed: [...stage.performed], kills: stage.kills };
  }
  throw new Error(`no seed has ${call.operation} meet: ${kind}`);
}

const VPC_CALL = callOf('DescribeVpcs', { VpcIds: ['vpc-1'] });
const REPORT = callOf('PutEvaluations', { Evaluations: [evaluation(1)] });
const SWEEP_REPORT = callOf('PutEvaluations', { Evaluations: [evaluation(1), evaluation(2), evaluation(3)] });

describe('an injected fault', () => {
  test.each([
    ['call throttled', VPC_CALL, { code: 'RequestLimitExceeded', httpStatus: 503 }, 0],
    ['call throttled', REPORT, { code: 'ThrottlingException', httpStatus: 400 }, 0],
    ['call failed with 5xx', VPC_CALL, { code: 'InternalError', httpStatus: 500 }, 0],
    ['call failed with 5xx', REPORT, { code: 'InternalFailure', httpStatus: 500 }, 0],
    ['answer of a call lost', VPC_CALL, { code: 'InternalError', httpStatus: 500 }, 1],
    ['answer of a call lost', REPORT, { code: 'InternalFailure', httpStatus: 500 }, 1],
  ] as const)('%s: %#', async (kind, call, error, performed) => {
    const played = await underFault(kind, call);
    expect(played.outcome).toMatchObject(error);
    expect(played.performed).toHaveLength(performed);
    expect(played.kills).toBe(0);
  });

  test('leaves evaluations out, names them and has Config take the others', async () => {
    const { stage, outcome, performed } = await underFault('evaluations left out', SWEEP_REPORT);
    const { FailedEvaluations: failed } = outcome as { readonly FailedEvaluations: readonly unknown[] };
    const [{ Evaluations: taken }] = performed as [{ readonly Evaluations: readonly unknown[] }];
    expect(failed.length).toBeGreaterThan(0);
    expect([...failed, ...taken]).toHaveLength(3);
    expect(taken).not.toContainEqual(failed[0]);
    expect(stage.taken).toEqual(performed);
  });

  test('answers a report at once and has Config take it minutes later', async () => {
    const { stage, outcome, performed } = await underFault('report late by minutes', REPORT);
    expect(outcome).toEqual({ FailedEvaluations: [] });
    expect([performed, stage.taken]).toEqual([[], []]);
    await stage.world.scheduler.advance(600);
    expect([stage.performed, stage.taken]).toEqual([[REPORT.input], [REPORT.input]]);
  });

  test('kills a function before its call is performed, and nothing that it had under way happens', async () => {
    const { stage, outcome, performed, kills } = await underFault('function killed half way', VPC_CALL);
    expect(outcome).toMatchObject({ httpStatus: 500 });
    expect([performed.length, kills]).toEqual([0, 1]);
    await stage.make(REPORT);
    expect([stage.performed.length, stage.kills]).toEqual([0, 1]);
    for (let attempt = 0; attempt < 9; attempt += 1)
      await stage.make({ ...REPORT, accessKeyId: `ASIA2${attempt}` });
    expect(stage.performed.length).toBeGreaterThan(0);
  });

  test('of a service that is out meets every call to it, and nothing else goes wrong meanwhile', async () => {
    const stage = new Stage(1, 24 * HOUR);
    const codes = new Map<string, number>();
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const outcome = await stage.make({ ...VPC_CALL, accessKeyId: `ASIA${minute}` });
      const code = outcome instanceof Error ? outcome.name : 'answered';
      codes.set(code, (codes.get(code) ?? 0) + 1);
      await stage.world.scheduler.advance(60);
    }
    expect(codes.get('Unavailable')).toBeGreaterThanOrEqual(5);
    expect(stage.counts.of('service out for minutes')).toBeLessThanOrEqual(3);
    expect(codes.get('answered')).toBeGreaterThan(24 * 50);
  });

  test('is met by nobody but roles', async () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const stage = new Stage(seed);
      const caller = { kind: 'administrator', accountId: '111122223333' } as const;
      expect(await stage.make({ ...VPC_CALL, caller })).toEqual({ answered: true });
    }
  });

  test('is met while they last only', async () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const stage = new Stage(seed, 0);
      expect(await stage.make(VPC_CALL)).toEqual({ answered: true });
      expect(stage.faults.deliveries('a notification')).toEqual([0]);
      expect(stage.faults.showsFlowLogAfter('fl-1', 10)).toBe(10);
    }
  });

  test('of a call that is repeated is chosen anew, so that repeating helps', async () => {
    const { stage } = await underFault('call throttled', VPC_CALL);
    const outcomes = [];
    for (let attempt = 0; attempt < 5; attempt += 1) outcomes.push(await stage.make(VPC_CALL));
    expect(outcomes).toContainEqual({ answered: true });
  });
});

describe('a notification', () => {
  const deliveries = Array.from({ length: 500 }, (_, index) =>
    new Stage(1).faults.deliveries(`item ${index}`),
  );

  test('is lost, doubled or late, and mostly none of these', () => {
    const kinds = deliveries.map((delays) =>
      delays.length === 1 ? (delays[0] === 0 ? 'usual' : 'late') : delays.length,
    );
    expect(new Set(kinds)).toEqual(new Set(['usual', 'late', 0, 2]));
    expect(kinds.filter((kind) => kind === 'usual').length).toBeGreaterThan(350);
  });
});
