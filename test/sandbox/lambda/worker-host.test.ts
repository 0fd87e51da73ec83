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

  test('tells where it failed by the folders that Lambda has, wherever it is played', async () => {
    const { invoke } = await functionOf('throw new RangeError("too far");');
    const { trace } = JSON.parse((await invoke({})).payload) as { readonly trace: readonly string[] };
    expect(trace[1]).toMatch(/^ {4}at .*\/var\/task\/index\.js:\d+:\d+/);
    expect(trace.join('\n')).not.toContain(tmpdir());
    expect(trace.join('\n')).not.toContain(process.cwd());
  });

  test.each([
    ['line by line', `process.stdout.write('one\\ntwo\\n');`, ['one', 'two']],
    ['without the lines that are empty', `process.stdout.write('one\\n\\ntwo\\n');`, ['one', 'two']],
    [
      'a line in pieces',
      `process.stdout.write('o'); process.stdout.write('ne\\ntw'); process.stdout.write('o\\n');`,
      ['one', 'two'],
    ],
    ['a last line that nothing ended', `process.stderr.write('one\\ntwo');`, ['one', 'two']],
    [
      'of both streams, each with its own lines',
      `process.stdout.write('o'); process.stderr.write('two\\n'); process.stdout.write('ne\\n');`,
      ['two', 'one'],
    ],
    ['JSON as it is', `process.stdout.write('{"a": 1}\\n');`, ['{"a": 1}']],
    [
      'bytes, of which a character may be in two pieces',
      `const bytes = Buffer.from('é\\n'); process.stdout.write(bytes.subarray(0, 1)); process.stdout.write(new Uint8Array(bytes.subarray(1)));`,
      ['é'],
    ],
    ['text in another encoding', `process.stdout.write('6f6e65', 'hex');`, ['one']],
    [
      'through a console of its own',
      `new (require('node:console').Console)(process.stdout, process.stderr).log('one');`,
      ['one'],
    ],
  ])('writes to its output %s', async (_, body, lines) => {
    const { invoke } = await functionOf(body);
    expect((await invoke({})).logLines).toEqual(lines);
  });

  test('writes in the order of its output and its console', async () => {
    const { invoke } = await functionOf(
      `console.info('one'); process.stdout.write('two\\n'); console.error('three');`,
    );
    const lines = (await invoke({})).logLines.map((line) =>
      line === 'two' ? line : JSON.parse(line).message,
    );
    expect(lines).toEqual(['one', 'two', 'three']);
  });

  test('is called back when its output is written', async () => {
    const { invoke } = await functionOf(`
      const written = (...options) => new Promise((done) => process.stdout.write('x\\n', ...options, done));
      await written();
      await written('utf8');
      return 'written';`);
    expect(answerOf(await invoke({}))).toBe('written');
  });

  test('has the lines of one invocation in its result, and what came after the answer in the next', async () => {
    const { invoke } = await functionOf(`
      await globalThis.late;
      process.stdout.write(event.name);
      if (event.late)
        globalThis.late = new Promise((done) => setImmediate(() => process.stdout.write('late\\n', done)));`);
    expect((await invoke({ name: 'one', late: true })).logLines).toEqual(['one']);
    expect((await invoke({ name: 'two' })).logLines).toEqual(['late', 'two']);
  });

  test('finds how its logs are set in its environment', async () => {
    const { invoke } = await functionOf('return process.env;');
    expect(answerOf(await invoke({}))).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
    });
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
