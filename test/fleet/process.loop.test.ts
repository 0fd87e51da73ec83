import { rehearse } from '../sandbox/rehearsal';
import { buildCommandLine, environmentOf, flowLogsProcess } from './command-line';

beforeAll(buildCommandLine);

test('the built command line answers by its exit code: 0 all is fine, 2 something is left to do, 1 an error', async () => {
  const rehearsal = await rehearse();
  const environment = environmentOf(rehearsal.sandbox);
  const fine = await flowLogsProcess(['prune', '--format', 'json'], environment);
  expect([fine.code, fine.error, JSON.parse(fine.out).outcome]).toEqual([0, '', 'fine']);

  rehearsal.sandbox.home.functions.clear();
  const toDo = await flowLogsProcess(['remediation', 'status'], environment);
  expect(toDo.out).toContain('is gone, so nothing judges');
  expect([toDo.code, toDo.error]).toEqual([2, '']);

  const { AWS_ENDPOINT_URL = '' } = environment;
  const unknown = await flowLogsProcess(['doctor', '--region', 'eu-central-1'], { AWS_ENDPOINT_URL });
  expect([unknown.code, unknown.out]).toEqual([1, '']);
  expect(unknown.error).toMatch(/^no credentials: /);
});

test('Ctrl-C ends it with what is known, and 130', async () => {
  const rehearsal = await rehearse();
  await rehearsal.createVpc();
  const { code, out, error } = await flowLogsProcess(
    ['audit', '--verbose', '--concurrency', '1', '--format', 'json'],
    environmentOf(rehearsal.sandbox),
    'ec2:DescribeVpcs',
  );
  expect(code).toBe(130);
  expect(error).toContain('interrupted: what is under way is finished first');
  expect(out).toContain('interrupted before it was asked');
  expect(() => JSON.parse(out)).not.toThrow();
});
