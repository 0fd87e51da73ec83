import { GetComplianceDetailsByConfigRuleCommand } from '@aws-sdk/client-config-service';
import type { FlowLog } from '@aws-sdk/client-ec2';
import { playTenVpcs } from '../../sandbox/scenarios/play';
import { printPlayed, wentAsTold } from '../../sandbox/scenarios/report';
import { serve } from '../../sandbox/serve/serve';
import {
  EXISTING_LOG_GROUP_ASSEMBLY,
  LOG_GROUP_ASSEMBLY,
  MIXED_ASSEMBLY,
  STREAM_ASSEMBLY,
} from '../assembly';
import { type Change, HOUR, type Rehearsal, rehearse } from './rehearsal';
import { documentOf } from './template-changes';

const START = new Date('2027-01-04T08:00:00Z');

describe('the ten VPCs end as told', () => {
  test.each([
    ['with a log group of the stack', LOG_GROUP_ASSEMBLY, /log-group:VpcFlowLogsCompliance-/],
    ['with an existing log group and role', EXISTING_LOG_GROUP_ASSEMBLY, /log-group:existing-flow-logs/],
    ['with a Firehose stream', STREAM_ASSEMBLY, /deliverystream\/flow-logs/],
  ])('%s', async (_, assembly, destination) => {
    const played = await playTenVpcs(assembly, { start: START });
    expect(wentAsTold(played)).toBe(true);
    expect(played.vpcs.reduce((total, { created }) => total + created, 0)).toBe(6);
    expect(printPlayed(played)).toMatch(destination);
  });
});

/** The verdict of each rule about a VPC, by the requirement in its name. */
async function verdicts(rehearsal: Rehearsal, vpcId: string): Promise<Readonly<Record<string, string>>> {
  const { rules } = rehearsal.sandbox.home.config;
  const found = [...rules.keys()].map(async (ConfigRuleName) => {
    const { EvaluationResults = [] } = await rehearsal.config.send(
      new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName, Limit: 100 }),
    );
    const about = EvaluationResults.find(
      (each) => each.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId === vpcId,
    );
    const [, requirement = ''] = /-FlowLogs-(.+)-Rule-/.exec(ConfigRuleName) ?? [];
    return [requirement, about?.ComplianceType ?? 'not judged'] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const typesOf = (flowLogs: readonly FlowLog[]): readonly string[] =>
  flowLogs
    .map(({ LogDestinationType = '', TrafficType = '' }) => `${TrafficType} ${LogDestinationType}`)
    .sort();

describe('a requirement for each kind of destination', () => {
  test('each creates its own flow log where it applies, delivers, and nothing follows', async () => {
    const rehearsal = await rehearse({ assembly: MIXED_ASSEMBLY });
    const plain = await rehearsal.createVpc();
    const production = await rehearsal.createVpc({ Environment: 'production' });
    await rehearsal.advance(HOUR);
    expect(await verdicts(rehearsal, plain)).toEqual({
      ...{ 'all-traffic': 'COMPLIANT', rejects: 'COMPLIANT' },
      production: 'NOT_APPLICABLE',
    });
    expect(await verdicts(rehearsal, production)).toEqual({
      ...{ 'all-traffic': 'COMPLIANT', rejects: 'COMPLIANT' },
      production: 'COMPLIANT',
    });
    const made = await rehearsal.flowLogsOf(production);
    expect(typesOf(await rehearsal.flowLogsOf(plain))).toEqual(['ALL s3', 'REJECT kinesis-data-firehose']);
    expect(typesOf(made)).toEqual(['ALL cloud-watch-logs', 'ALL s3', 'REJECT kinesis-data-firehose']);
    expect(made.map(({ DeliverLogsStatus }) => DeliverLogsStatus)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    const before = rehearsal.sandbox.world.protectedState();
    await rehearsal.advance(25 * HOUR);
    expect(rehearsal.sandbox.world.protectedState()).toBe(before);
    expect(rehearsal.sandbox.world.trace.calls.filter(({ allowed }) => !allowed)).toEqual([]);
  });

  test('is served with the estate of the ten VPCs', async () => {
    const served = await serve({
      ...{ assembly: MIXED_ASSEMBLY, start: START, withEstate: true, speed: 1 },
      elapsed: () => performance.now(),
    });
    expect(served.greeting).toContain('rejects');
    expect(served.sandbox.home.vpcs.size).toBe(8);
    await served.stop();
  });
});

describe('when the destination is lost', () => {
  const failing = async (rehearsal: Rehearsal, vpcId: string) => {
    await rehearsal.advance(7 * HOUR);
    const [flowLog, ...others] = await rehearsal.flowLogsOf(vpcId);
    expect(others).toEqual([]);
    expect([flowLog?.DeliverLogsStatus, flowLog?.DeliverLogsErrorMessage]).toEqual([
      'FAILED',
      'Access error',
    ]);
    return await rehearsal.result(vpcId);
  };

  test.each<[string, string, (rehearsal: Rehearsal) => void]>([
    [
      'the log group is deleted',
      LOG_GROUP_ASSEMBLY,
      ({ sandbox }) => deleteFlowLogGroups(sandbox.home.logGroups),
    ],
    ['the stream is deleted', STREAM_ASSEMBLY, ({ sandbox }) => sandbox.home.streams.clear()],
    [
      'the stream loses its tag',
      STREAM_ASSEMBLY,
      ({ sandbox }) => {
        for (const stream of sandbox.home.streams.values()) stream.tags = {};
      },
    ],
  ])('%s: the verdict names the failure, and no second flow log is created', async (_, assembly, lose) => {
    const rehearsal = await rehearse({ assembly });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    lose(rehearsal);
    const verdict = await failing(rehearsal, vpcId);
    expect(verdict?.type).toBe('NON_COMPLIANT');
    expect(verdict?.annotation).toContain('fails to deliver: Access error');
  });

  const deleteFlowLogGroups = (groups: Map<string, unknown>): void => {
    for (const name of groups.keys()) if (/LogGroupalltraffic/.test(name)) groups.delete(name);
  };
});

describe('what no source settles about these destinations', () => {
  test('a stream that has gone before creation: nothing is created, and the execution fails', async () => {
    const rehearsal = await rehearse({ assembly: STREAM_ASSEMBLY });
    rehearsal.sandbox.home.streams.clear();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(await rehearsal.flowLogsOf(vpcId)).toEqual([]);
    const [execution] = await rehearsal.executions();
    expect(execution?.AutomationExecutionStatus).toBe('Failed');
  });

  test.each<[string, boolean, number]>([
    ['is refused', true, 0],
    ['is created once and told of', false, 1],
  ])('a flow log to a stream that takes no direct PUT %s', async (_, creationChecksStream, made) => {
    const rehearsal = await rehearse({ assembly: STREAM_ASSEMBLY, assumptions: { creationChecksStream } });
    for (const [name, stream] of rehearsal.sandbox.home.streams)
      rehearsal.sandbox.home.streams.set(name, { ...stream, type: 'KinesisStreamAsSource' });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(13 * HOUR);
    expect(await rehearsal.flowLogsOf(vpcId)).toHaveLength(made);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
  });

  test.each<[string, boolean, number]>([
    ['is refused', true, 0],
    ['is created once and told of', false, 1],
  ])('a flow log by a role that may not write %s', async (_, creationTriesDeliveryRole, made) => {
    const rehearsal = await rehearse({
      assembly: LOG_GROUP_ASSEMBLY,
      assumptions: { creationTriesDeliveryRole },
      change: (template) => {
        for (const { Type, Properties } of Object.values(template.Resources))
          if (Type === 'AWS::IAM::Role' && Properties['Policies'][0].PolicyName === 'WriteFlowLogs')
            Properties['Policies'] = [];
      },
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(13 * HOUR);
    expect(await rehearsal.flowLogsOf(vpcId)).toHaveLength(made);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
  });

  test('a delivery that lists nothing needs two permissions less, and arrives all the same', async () => {
    const rehearsal = await rehearse({
      assembly: LOG_GROUP_ASSEMBLY,
      assumptions: { deliveryDescribesLogs: false },
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    const actions = rehearsal.sandbox.world.trace.calls.map(({ action }) => action);
    expect(actions).not.toContain('logs:DescribeLogStreams');
  });

  test('a stream that fails for another reason is as non-compliant', async () => {
    const rehearsal = await rehearse({
      assembly: STREAM_ASSEMBLY,
      assumptions: { closedStreamReported: 'Unknown error' },
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    rehearsal.sandbox.home.streams.clear();
    await rehearsal.advance(7 * HOUR);
    expect((await rehearsal.result(vpcId))?.annotation).toContain('fails to deliver: Unknown error');
  });
});

describe("an organisation's settings", () => {
  const BOUNDARY = 'arn:aws:iam::111122223333:policy/org/boundary';
  const bounded = async (): Promise<Rehearsal> =>
    await rehearse({
      assembly: LOG_GROUP_ASSEMBLY,
      change: (template) => {
        for (const { Type, Properties } of Object.values(template.Resources))
          if (Type === 'AWS::IAM::Role')
            Object.assign(Properties, { PermissionsBoundary: BOUNDARY, Path: '/org/' });
      },
    });

  test('a boundary and a path change nothing where the boundary leaves enough', async () => {
    const rehearsal = await bounded();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect((await rehearsal.flowLogsOf(vpcId))[0]?.DeliverLogsPermissionArn).toContain(':role/org/');
  });

  test('a boundary that allows nothing stops every role', async () => {
    const rehearsal = await bounded();
    const { world } = rehearsal.sandbox;
    const document = { version: '2012-10-17', statements: [] } as const;
    world.addManagedPolicy({ arn: BOUNDARY, name: 'boundary', document });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('not judged');
    expect(rehearsal.sandbox.world.trace.calls.some(({ allowed }) => !allowed)).toBe(true);
  });

  test('a boundary that does not exist ends the deployment', async () => {
    const missing = rehearse({
      change: (template) => {
        const role = Object.values(template.Resources).find(({ Type }) => Type === 'AWS::IAM::Role');
        if (role) role.Properties['PermissionsBoundary'] = 'arn:aws:iam::999999999999:policy/none';
      },
    });
    await expect(missing).rejects.toThrow(/NoSuchEntity: Scope ARN: arn:aws:iam::999999999999:policy\/none/);
  });
});

describe('a customer key', () => {
  const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d';
  const statement = (service: string) => ({
    ...{ Effect: 'Allow', Principal: { Service: service }, Resource: '*' },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
  });
  /** As `kmsKeyArn` has it: the key in the template, and what its policy needs in an output. */
  const encrypted: Change = (template) => {
    for (const { Type, Properties } of Object.values(template.Resources)) {
      const isOurs = Properties['RetentionInDays'] === 365;
      if (Type === 'AWS::Logs::LogGroup' && isOurs) Properties['KmsKeyId'] = KEY;
      if (Type === 'AWS::S3::Bucket')
        Properties['BucketEncryption'].ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault = {
          ...{ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
        };
    }
    const services = ['delivery.logs.amazonaws.com', 'logs.eu-central-1.amazonaws.com'];
    template['Outputs'].KeyStatements = {
      Description: 'of the key 0a1b2c3d',
      Value: JSON.stringify(services.map(statement)),
    };
  };

  test('of bucket and log group is used while it is open, and told of once it is not', async () => {
    const rehearsal = await rehearse({ assembly: MIXED_ASSEMBLY, change: encrypted });
    const vpcId = await rehearsal.createVpc({ Environment: 'production' });
    await rehearsal.advance(HOUR);
    const states = async () =>
      (await rehearsal.flowLogsOf(vpcId)).map(
        ({ LogDestinationType, DeliverLogsStatus }) => `${LogDestinationType} ${DeliverLogsStatus}`,
      );
    expect((await states()).sort()).toEqual([
      ...['cloud-watch-logs SUCCESS', 'kinesis-data-firehose SUCCESS', 's3 SUCCESS'],
    ]);
    for (const key of rehearsal.sandbox.home.keys.values()) key.state = 'Disabled';
    await rehearsal.advance(7 * HOUR);
    expect((await states()).sort()).toEqual([
      ...['cloud-watch-logs FAILED', 'kinesis-data-firehose SUCCESS', 's3 FAILED'],
    ]);
    expect(await verdicts(rehearsal, vpcId)).toEqual({
      ...{ 'all-traffic': 'NON_COMPLIANT', production: 'NON_COMPLIANT' },
      rejects: 'COMPLIANT',
    });
  });
});

test('the document names the destination that the account was prepared for', async () => {
  const rehearsal = await rehearse({
    assembly: EXISTING_LOG_GROUP_ASSEMBLY,
    change: (template) => expect(JSON.stringify(documentOf(template))).toContain('existing-flow-logs'),
  });
  expect(rehearsal.sandbox.home.logGroups.has('existing-flow-logs')).toBe(true);
});
