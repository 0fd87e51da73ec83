import { PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { placeOf } from '../../lambda/place';
import { CONTEXT, OTHER_VPC, PLACE, RULE, ruleEvent, scheduled, VPC, vpcChange } from './events';
import { awsError, flowLog, stage, vpc } from './stage';

describe('every invocation', () => {
  test('logs one line with what it was, how it went and how long it took, and names no VPC', async () => {
    const { invoke, records } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC })],
      flowLogs: [flowLog()],
      remembered: ['vpc-0dead'],
    });

    await invoke(ruleEvent(scheduled()));

    expect(records).toEqual([
      {
        outcome: 'judged',
        requestId: 'request-1',
        trigger: 'schedule',
        messageType: 'ScheduledNotification',
        configRuleName: RULE,
        counts: { COMPLIANT: 1, NON_COMPLIANT: 1, NOT_APPLICABLE: 1, exempt: 0 },
        reported: 3,
        reportingMs: 250,
        testMode: false,
        durationMs: 750,
        apiCalls: {
          DescribeVpcs: 2,
          DescribeFlowLogs: 2,
          GetComplianceDetailsByConfigRule: 1,
          PutEvaluations: 1,
        },
      },
    ]);
  });

  test('that fails logs one line with the error, and throws it', async () => {
    const { invoke, config, records } = stage();
    config.reset().rejects(awsError('ThrottlingException'));
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow('ThrottlingException');
    expect(records).toEqual([
      {
        outcome: 'failed',
        requestId: 'request-1',
        trigger: 'change',
        configRuleName: RULE,
        error: expect.stringContaining('ThrottlingException'),
        durationMs: 500,
        apiCalls: { DescribeVpcs: 1, DescribeFlowLogs: 1 },
      },
    ]);
  });

  test('logs nothing secret: neither the token nor the parameters', async () => {
    const { invoke, records } = stage();
    await invoke(
      ruleEvent(vpcChange(), { resultToken: 's3cret', ruleParameters: '{"trafficType":"REJECT"}' }),
    );
    expect(JSON.stringify(records)).not.toMatch(/s3cret|REJECT/);
  });

  test.each([
    [
      'quotes the token',
      () => awsError('InvalidParameterValueException', "Value 's3cret' at 'resultToken' is wrong"),
    ],
    ['has it as its name', () => awsError('s3cret')],
  ])('shows no token, in the log or to Lambda, when AWS %s', async (_, error) => {
    const { invoke, config, records } = stage();
    config.on(PutEvaluationsCommand).rejects(error());
    const failure = invoke(ruleEvent(vpcChange(), { resultToken: 's3cret' })).catch((thrown) => thrown);
    const thrown = await failure;
    expect(thrown).toBeInstanceOf(Error);
    expect(`${thrown.name} ${thrown.message} ${thrown.stack} ${String(thrown.cause)}`).not.toContain(
      's3cret',
    );
    expect(thrown.message).toContain('(result token)');
    expect(JSON.stringify(records)).not.toContain('s3cret');
  });

  test.each([[['s3cret']], 's3cret', ['resultToken', 's3cret']])(
    'shows nothing of an event that is no object: %j',
    async (event) => {
      const { invoke, records } = stage();
      await expect(invoke(event)).rejects.toThrow(/^(?!.*s3cret)/s);
      expect(JSON.stringify(records)).not.toContain('s3cret');
    },
  );

  test('that is refused says so without a rule, since nothing of the event is believed', async () => {
    const { invoke, records } = stage();
    await expect(invoke({ invokingEvent: '{', configRuleName: RULE })).rejects.toThrow('invokingEvent: got');
    expect(records).toEqual([
      expect.objectContaining({ outcome: 'failed', trigger: 'unknown', apiCalls: {} }),
    ]);
    expect(records[0]).not.toHaveProperty('configRuleName');
  });

  test.each([
    ['by id', { exemptVpcIds: VPC }],
    ['by tag', { exemptTagKey: 'exempt' }],
  ])('counts the VPCs that are exempt %s', async (_, parameters) => {
    const exempt = vpc({ Tags: [{ Key: 'exempt', Value: '2027-03-02' }] });
    const { invoke, records } = stage({ vpcs: [exempt, vpc({ VpcId: OTHER_VPC, OwnerId: '444455556666' })] });
    await invoke(ruleEvent(scheduled(), { ruleParameters: JSON.stringify(parameters) }));
    expect(records).toEqual([
      expect.objectContaining({
        counts: { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 2, exempt: 1 },
      }),
    ]);
  });

  test.each([{ eventLeftScope: null }, { accountId: undefined }, { accountId: null }])(
    'takes what Config may leave out: %j',
    async (members) => {
      const { invoke, put } = stage({ flowLogs: [flowLog()] });
      await invoke(ruleEvent(vpcChange(), members));
      expect(put()).toEqual([`${VPC} COMPLIANT`]);
    },
  );

  test('answers a Config event with nothing, since Config reads no answer', async () => {
    await expect(stage().invoke(ruleEvent(vpcChange()))).resolves.toBeUndefined();
  });

  test('judges with the time that it started at', async () => {
    const tags = { Tags: [{ Key: 'exempt', Value: '2027-03-01' }] };
    const { invoke, put } = stage({ vpcs: [vpc(tags)] });
    await invoke(ruleEvent(vpcChange(), { ruleParameters: '{"exemptTagKey":"exempt"}' }));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
  });
});

describe('where the function stands', () => {
  test.each([
    [CONTEXT.invokedFunctionArn, PLACE],
    [
      'arn:aws-cn:lambda:cn-north-1:111122223333:function:f:live',
      { partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' },
    ],
    [
      'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f',
      { partition: 'aws-us-gov', region: 'us-gov-west-1', accountId: '111122223333' },
    ],
  ])('is read from its own ARN: %s', (arn, place) => {
    expect(placeOf(arn)).toEqual(place);
  });

  test.each([
    '',
    'function:f',
    'arn:aws:iam::111122223333:role/r',
    'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1',
    'arn:aws:lambda::111122223333:function:f',
  ])('is never guessed from %p', async (invokedFunctionArn) => {
    const { invoke, calls } = stage({ context: { ...CONTEXT, invokedFunctionArn } });
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow('allowed: the ARN of a Lambda function');
    expect(calls).toEqual([]);
  });
});
