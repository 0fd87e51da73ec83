import { HOUR, rehearse } from '../sandbox/rehearsal';
import { flowLogs } from './command-line';

test('a requirement or a rule that is deployed nowhere is told with those that are', async () => {
  const { sandbox, ruleName } = await rehearse();
  const told = async (...args: readonly string[]) => {
    const { code, error } = await flowLogs([...args, '--region', 'eu-central-1'], sandbox);
    return [code, error];
  };
  const requirement = "--requirement: Got 'al-traffic', allowed: all-traffic\n";
  await expect(told('doctor', '--requirement', 'al-traffic')).resolves.toEqual([1, requirement]);
  await expect(told('prune', '--requirement', 'al-traffic')).resolves.toEqual([1, requirement]);
  for (const command of ['status', 'retry', 'clear']) {
    const remediation = ['remediation', command];
    await expect(told(...remediation, '--requirement', 'al-traffic')).resolves.toEqual([1, requirement]);
    await expect(told(...remediation, '--rule', 'x')).resolves.toEqual([
      1,
      `--rule: Got 'x', allowed: ${ruleName}\n`,
    ]);
    await expect(told(...remediation, '--requirement', 'all-traffic')).resolves.toEqual([0, '']);
  }
});

test('prune knows a requirement that was removed by the flow logs that it left', async () => {
  const rehearsal = await rehearse();
  const vpcId = await rehearsal.createVpc();
  const Tags = [{ Key: 'vpc-flow-logs-compliance:requirement', Value: 'old-name' }];
  await rehearsal.createFlowLog(vpcId, { TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags }] });
  await rehearsal.advance(HOUR);
  const { error } = await flowLogs(
    ['prune', '--region', 'eu-central-1', '--requirement', 'old-name'],
    rehearsal.sandbox,
  );
  expect(error).toBe('');
});
