import { getEventListeners } from 'node:events';
import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { createClients } from '../../lambda/clients';
import { acceptedBy, Environment, openEnvironment } from './disturbed-invocation';
import { ACCEPTING_SUBNETS, NEWS, STEADY, sweep } from './every-invocation';
import { LEFT_OUT, PASSING, SILENT } from './faults';
import { type Fault, rightAnswer } from './faulty-aws';

const { aws, environment } = openEnvironment();

const SWEEP = sweep(STEADY);
const LONGEST = sweep(NEWS, ACCEPTING_SUBNETS);

const faultNamed = (name: string): Fault => {
  const found = [...PASSING, ...SILENT].find((fault) => fault.name === name);
  if (!found) throw new Error(`no fault is called ${name}`);
  return found;
};

const throttled = faultNamed('throttled');

describe('when the time is over', () => {
  /** The client would wait for a minute. */
  const neverAnswered: Fault = { name: 'never answered', strike: () => undefined };

  const CALLS = [
    ['DescribeVpcs', 1],
    ['DescribeFlowLogs', 3],
    ['GetComplianceDetailsByConfigRule', 2],
    ['PutEvaluations', 1],
  ] as const;

  test('whatever call is under way is let go of, nothing is put, and one record says why', async () => {
    const ended = await Promise.all(
      CALLS.map(async ([operation, nth]) => {
        const its = new Environment(aws);
        const disturbance = { fault: neverAnswered, operation, nth };
        const outcome = await its.invoke(SWEEP, { disturbance, remainingMs: 4_400 });
        await outcome.session.abandoned;
        its.close();
        return outcome;
      }),
    );
    for (const { error, records, session } of ended) {
      expect(error?.message).toContain("the function's 4 s are over");
      expect(records).toEqual([expect.objectContaining({ outcome: 'failed', error: String(error) })]);
      expect(session).toMatchObject({ struck: 1, accepted: [] });
    }
    expect(ended).toHaveLength(4);
  });

  test('the next invocation of the same environment is not disturbed by what the last one left', async () => {
    const undisturbed = await environment().invoke(SWEEP);
    const disturbance = { fault: neverAnswered, operation: 'DescribeFlowLogs', nth: 1 };
    await environment().invoke(SWEEP, { disturbance, remainingMs: 3_300 });
    const next = await environment().invoke(SWEEP);
    expect(acceptedBy(next)).toEqual(acceptedBy(undisturbed));
    expect(next.records[0]?.apiCalls).toEqual(undisturbed.records[0]?.apiCalls);
  });
});

describe('the record of an invocation', () => {
  test('counts every request of a call that is repeated', async () => {
    const disturbance = { fault: throttled, operation: 'DescribeVpcs', nth: 2, times: 4 };
    const { records, session } = await environment().invoke(SWEEP, { disturbance });
    expect(session.struck).toBe(4);
    expect(records[0]?.apiCalls).toEqual({
      GetComplianceDetailsByConfigRule: 2,
      DescribeVpcs: 7,
      DescribeFlowLogs: 3,
      PutEvaluations: 1,
    });
  });

  test('counts the ten attempts of a call that fails', async () => {
    const disturbance = { fault: throttled, operation: 'DescribeFlowLogs', nth: 1 };
    const { records, session } = await environment().invoke(SWEEP, { disturbance });
    expect(session.struck).toBe(10);
    expect(records[0]).toMatchObject({ outcome: 'failed', apiCalls: { DescribeFlowLogs: 10 } });
  });
});

test('evaluations whose acceptance is not answered are put again with the same time, which changes nothing', async () => {
  const undisturbed = await environment().invoke(SWEEP);
  const fault = faultNamed('the connection is reset after the call was carried out');
  const outcome = await environment().invoke(SWEEP, {
    disturbance: { fault, operation: 'PutEvaluations', nth: 1, times: 2 },
  });
  expect(outcome.error).toBeUndefined();
  expect(outcome.session.accepted).toEqual([
    ...undisturbed.session.accepted,
    ...undisturbed.session.accepted,
    ...undisturbed.session.accepted,
  ]);
});

test('an evaluation that Config always leaves out is an error, and the others are taken', async () => {
  const undisturbed = await environment().invoke(SWEEP);
  const outcome = await environment().invoke(SWEEP, {
    disturbance: { fault: LEFT_OUT, operation: 'PutEvaluations' },
  });
  const [, ...others] = undisturbed.session.accepted;
  expect(outcome.error?.message).toContain('config:PutEvaluations left 1 evaluations out after 3 attempts');
  expect(outcome.session).toMatchObject({ struck: 3, accepted: others });
});

test('neither calls nor their repetitions leave listeners on the signal of the invocation', async () => {
  const listeners: number[] = [];
  const fault: Fault = {
    name: 'throttled nine times, and observed',
    strike(wire) {
      const [signal] = environment().signals.slice(-1);
      if (signal) listeners.push(getEventListeners(signal, 'abort').length);
      if (listeners.length < 10) throttled.strike(wire);
      else wire.send(rightAnswer(wire));
    },
  };
  const { error, session } = await environment().invoke(LONGEST, {
    disturbance: { fault, operation: 'PutEvaluations', nth: 1 },
  });
  expect(error).toBeUndefined();
  expect(session.calls).toHaveLength(17);
  expect(listeners).toEqual(Array.from({ length: 10 }, () => listeners[0]));
  expect(listeners[0]).toBeLessThan(5);
});

test('the shipped clients bound each phase of a request: connecting, waiting for the head, waiting for the rest', async () => {
  const { ec2, config } = createClients();
  const send = { ec2: new DescribeVpcsCommand({}), config: new DescribeConfigRulesCommand({}) };
  // A handler tells its settings once it has sent something, be it to a server that knows nobody.
  await Promise.allSettled([
    ec2.send(send.ec2, { abortSignal: AbortSignal.timeout(1) }),
    config.send(send.config, { abortSignal: AbortSignal.timeout(1) }),
  ]);
  for (const client of [ec2, config]) {
    expect((client.config.requestHandler as any).httpHandlerConfigs()).toMatchObject({
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      socketTimeout: 15_000,
      throwOnRequestTimeout: true,
    });
    client.destroy();
  }
});
