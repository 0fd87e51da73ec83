import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploy } from '../../../sandbox/cloudformation/deployment';
import type { InvocationResult } from '../../../sandbox/lambda/functions';
import { openEndpoint, START } from '../endpoint';
import { nodeFunction, role, smallStack } from '../small-stack';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'function-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A function whose handler has this body, and how to invoke it. */
async function functionOf(body: string, trustCondition?: object) {
  writeFileSync(
    join(folder, 'index.js'),
    `let count = 0; exports.handler = async (event, context) => {${body}}`,
  );
  const { sandbox } = await openEndpoint();
  const { world, home } = sandbox;
  const resources = {
    Role: role('lambda.amazonaws.com', trustCondition),
    Function: nodeFunction({ Environment: { Variables: { COLOUR: 'red' } } }),
  };
  deploy(world, home, smallStack(resources, new Map([['code.zip', folder]])));
  const [target] = home.functions.values();
  if (!target) throw new Error('the function is not there');
  const invoke = (event: unknown): Promise<InvocationResult> =>
    world.functionHost.invoke(target, event, world.scheduler.now());
  return { sandbox, invoke };
}

const answerOf = ({ payload }: InvocationResult): any => JSON.parse(payload);

describe('a function', () => {
  test('answers with JSON, and keeps its environment between invocations', async () => {
    const { invoke } = await functionOf('count += event.add; return { count };');
    expect(answerOf(await invoke({ add: 1 }))).toEqual({ count: 1 });
    expect(answerOf(await invoke({ add: 2 }))).toEqual({ count: 3 });
  });

  test('sees its own environment variables and nobody else’s', async () => {
    const { invoke } = await functionOf('return process.env;');
    const env = answerOf(await invoke({}));
    expect(env).toMatchObject({ COLOUR: 'red', AWS_REGION: 'eu-central-1' });
    expect(env.AWS_ACCESS_KEY_ID).toMatch(/^ASIA/);
    expect(env).not.toHaveProperty('PATH');
  });

  test('lives in virtual time, however it asks', async () => {
    const { invoke, sandbox } = await functionOf(
      'return [Date.now(), new Date().getTime(), Date.parse("2027-01-05"), new Date(5).getTime(), new Date() instanceof Date];',
    );
    await sandbox.advance(60);
    const now = START.getTime() + 60_000;
    expect(answerOf(await invoke({}))).toEqual([now, now, Date.parse('2027-01-05'), 5, true]);
  });

  test('that throws fails with its error', async () => {
    const { invoke } = await functionOf('console.info({ told: 1 }); throw new RangeError("too far");');
    const result = await invoke({});
    expect(result.functionError).toBe('Unhandled');
    expect(answerOf(result)).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
    expect(result.logLines.map((line) => JSON.parse(line).message)).toEqual([{ told: 1 }]);
  });

  test('that ends its process fails, and the next invocation gets a new environment', async () => {
    const { invoke } = await functionOf('count += 1; if (event.exit) process.exit(3); return count;');
    expect(answerOf(await invoke({}))).toBe(1);
    expect(answerOf(await invoke({ exit: true })).errorMessage).toContain('exited with code 3');
    expect(answerOf(await invoke({}))).toBe(1);
  });

  test('that fails after it answered breaks neither this process nor the next invocation', async () => {
    const { invoke, sandbox } = await functionOf(
      'count += 1; setImmediate(() => { throw new Error("late"); }); return count;',
    );
    expect(answerOf(await invoke({}))).toBe(1);
    const [worker] = (sandbox.world.functionHost as any).workers.values();
    if (worker) await new Promise((resolve) => worker.on('exit', resolve));
    expect(answerOf(await invoke({}))).toBe(1);
  });

  test('whose role trusts only another account is refused when it is made', async () => {
    const condition = { StringEquals: { 'aws:SourceAccount': '999999999999' } };
    await expect(functionOf('return 1;', condition)).rejects.toThrow('sts:AssumeRole');
  });

  test('whose role trusts only its own account runs', async () => {
    const condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    const { invoke } = await functionOf('return 1;', condition);
    expect(answerOf(await invoke({}))).toBe(1);
  });
});
