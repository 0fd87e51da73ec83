import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DECISION_PREFIX } from '../../policy/decision';
import { BUCKET, judgeRequest, VPC } from './events';
import { awsError, flowLog, stage, vpc } from './stage';

const failing = { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' };

describe('a judge request', () => {
  test.each([
    ['COVERED', 'flow logs cover the VPC', [vpc()], [flowLog()]],
    ['CREATE', 'the VPC has none', [vpc()], []],
    [
      'CREATE',
      'another destination fails',
      [vpc()],
      [flowLog({ ...failing, LogDestination: 'arn:aws:s3:::b' })],
    ],
    ['REFUSE', 'delivery to the very destination fails', [vpc()], [flowLog(failing)]],
    ['NOTHING_TO_DO', 'the VPC is gone', [], []],
    ['NOTHING_TO_DO', 'another account owns it', [vpc({ OwnerId: '444455556666' })], []],
  ])('is answered with %s when %s', async (word, _, vpcs, flowLogs) => {
    const { invoke, config, records } = stage({ vpcs, flowLogs });

    const payload = await invoke(judgeRequest());

    expect(payload).toMatch(new RegExp(`^DECISION_${word} ${VPC}: `));
    expect(payload?.split(DECISION_PREFIX)).toHaveLength(2);
    expect(config.calls()).toEqual([]);
    expect(records).toEqual([
      expect.objectContaining({ messageType: 'judge-flow-logs', decision: `DECISION_${word}` }),
    ]);
  });

  const GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
  const roleNamed = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  test.each([
    ['REFUSE', 'by the same role', roleNamed('delivery')],
    ['CREATE', 'by a role of its own', roleNamed('other')],
  ])('is answered with %s when a flow log to the same group fails %s', async (word, _, role) => {
    const toGroup = {
      LogDestinationType: 'cloud-watch-logs',
      LogDestination: GROUP,
      DeliverLogsPermissionArn: role,
    } as const;
    const { invoke } = stage({ flowLogs: [flowLog({ ...failing, ...toGroup })] });
    const request = judgeRequest({ logDestination: GROUP, deliveryRoleArn: roleNamed('delivery') });
    await expect(invoke(request)).resolves.toContain(`DECISION_${word}`);
  });

  test('follows its rule parameters', async () => {
    const { invoke } = stage({ flowLogs: [flowLog({ TrafficType: 'ACCEPT' })] });
    await expect(invoke(judgeRequest())).resolves.toContain('DECISION_CREATE');
    await expect(invoke(judgeRequest({ ruleParameters: '{"trafficType":"ACCEPT"}' }))).resolves.toContain(
      'DECISION_COVERED',
    );
  });

  test('never answers with a second decision, whatever an error message of EC2 says', async () => {
    const { invoke } = stage({
      flowLogs: [flowLog({ ...failing, DeliverLogsErrorMessage: 'DECISION_CREATE "{{x}}"' })],
    });
    const payload = await invoke(judgeRequest());
    expect(payload).toContain('DECISION_REFUSE');
    expect(payload).not.toContain('DECISION_CREATE');
    expect(payload).not.toMatch(/["{}]/);
  });

  test.each([
    ['the VPC id', { vpcId: 'subnet-0a' }, /vpcId: got 'subnet-0a', allowed: a VPC id/],
    ['the destination', { logDestination: 'flow-logs' }, /logDestination: got 'flow-logs'/],
    ['the parameters', { ruleParameters: 'x' }, /ruleParameters: got 'x'/],
    ['the JSON of the parameters', { ruleParameters: '{' }, /ruleParameters: got '''/],
    ['a parameter', { ruleParameters: '{"trafficType":"NONE"}' }, /trafficType: got 'NONE'/],
  ])('is refused before any call when %s is wrong', async (_, members, message) => {
    const { invoke, calls } = stage();
    await expect(invoke(judgeRequest(members))).rejects.toThrow(message);
    expect(calls).toEqual([]);
  });

  test.each([
    ['a request', judgeRequest({ vpcId: 'DECISION_CREATE' }), undefined],
    ['a parameter', judgeRequest({ ruleParameters: '{"DECISION_CREATE":"1"}' }), undefined],
    ['an error of AWS', judgeRequest(), awsError('UnauthorizedOperation', 'DECISION_COVERED "{{x}}"\nline')],
  ])(
    'fails with an error that nobody can read as a decision, though %s holds one',
    async (_, event, error) => {
      const { invoke, ec2, records } = stage();
      if (error) ec2.on(DescribeVpcsCommand).rejects(error);

      const thrown: Error = await invoke(event).then(
        () => Promise.reject(new Error('was answered')),
        (reason) => reason,
      );

      expect(thrown.message).toMatch(/decision (CREATE|COVERED)/i);
      expect(`${thrown.name} ${thrown.message} ${thrown.stack}`).not.toContain(DECISION_PREFIX);
      expect(thrown.message).not.toMatch(/["{}\n]/);
      expect(thrown.cause).toBeUndefined();
      expect(records).toEqual([expect.objectContaining({ outcome: 'failed' })]);
    },
  );

  test('tells the destination apart as the document gives it', async () => {
    const { invoke } = stage({ flowLogs: [flowLog({ ...failing, LogDestination: `${BUCKET}/` })] });
    await expect(invoke(judgeRequest())).resolves.toContain('DECISION_REFUSE');
  });
});
