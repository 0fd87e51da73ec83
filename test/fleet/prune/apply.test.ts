import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeRemediationConfigurationsCommand,
} from '@aws-sdk/client-config-service';
import {
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { createClients } from '../../../fleet/aws/clients';
import { apply } from '../../../fleet/prune/apply';
import { prune } from '../../../fleet/prune/prune';
import { PLACE } from '../../policy/builders';
import { executionOf, NOW, TAGS } from './builders';

const config = mockClient(ConfigServiceClient);
const ec2 = mockClient(EC2Client);
const station = {
  place: PLACE,
  clients: createClients({
    region: PLACE.region,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'any' },
  }),
};

const vpcId = (index: number): string => `vpc-${String(index).padStart(8, '0')}`;

const listed = (FlowLogId: string, ResourceId: string, day: number, given: object = {}) => ({
  FlowLogId,
  ResourceId,
  FlowLogStatus: 'ACTIVE',
  DeliverLogsStatus: 'SUCCESS',
  TrafficType: 'ALL' as const,
  LogDestinationType: 's3' as const,
  LogDestination: 'arn:aws:s3:::org-logs/old-name/00000000/',
  CreationTime: new Date(Date.UTC(2026, 4, day)),
  Tags: [
    { Key: TAGS.requirement, Value: 'old-name' },
    { Key: TAGS.execution, Value: executionOf(FlowLogId) },
  ],
  ...given,
});

const foreign = (FlowLogId: string, ResourceId: string, day: number) =>
  listed(FlowLogId, ResourceId, day, { Tags: [], LogDestination: 'arn:aws:s3:::central' });

const ruleOf = (name: string, InputParameters = '{}') => ({
  ConfigRuleName: `rule-${name}`,
  Description: `Every VPC has flow logs that meet the requirement ${name}, and EC2 reports no delivery failure.`,
  Source: { Owner: 'CUSTOM_LAMBDA' as const, SourceIdentifier: 'arn:function' },
  InputParameters,
});

/** So many VPCs, each with a flow log of a requirement that was renamed, and a newer one of others. */
function stage(count: number) {
  progress.splice(0);
  config.reset();
  ec2.reset();
  config.on(DescribeRemediationConfigurationsCommand).resolves({ RemediationConfigurations: [] });
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [ruleOf('new-name')] });
  const ids = Array.from({ length: count }, (_, index) => vpcId(index));
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: ids.map((VpcId) => ({ VpcId, OwnerId: PLACE.accountId })) });
  const flowLogs = ids.flatMap((id, index) => [
    listed(`fl-old-${index}`, id, 1),
    foreign(`fl-new-${index}`, id, 2),
  ]);
  ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: flowLogs });
  ec2.on(DeleteFlowLogsCommand).resolves({ Unsuccessful: [] });
  return flowLogs;
}

const CHOSEN = { vpcIds: [], requirement: 'old-name', formerDestinations: [] };
const progress: string[] = [];
const OPTIONS = {
  chosen: CHOSEN,
  copied: new Set<string>(),
  now: NOW,
  onProgress: (text: string) => void progress.push(text),
};
const run = (applies: boolean) => prune(station, { ...OPTIONS, applies });
const deletions = () => ec2.commandCalls(DeleteFlowLogsCommand).map(({ args }) => args[0].input.FlowLogIds);

afterAll(() => {
  config.restore();
  ec2.restore();
});

test('nothing is deleted unless it applies', async () => {
  stage(1);
  const { assessments, applied } = await run(false);
  expect(assessments.map(({ standing }) => standing)).toEqual(['superseded']);
  expect(applied).toBeUndefined();
  expect(deletions()).toEqual([]);
});

test('flow logs are deleted fifty at a time, each batch judged again before and after', async () => {
  stage(120);
  const { applied } = await run(true);
  expect(deletions().map((ids) => ids?.length)).toEqual([50, 50, 20]);
  expect(applied?.deleted).toHaveLength(120);
  expect(applied?.judgements.every(({ before, after }) => before === after)).toBe(true);
  expect(applied?.judgements).toHaveLength(120);
  expect(progress).toEqual(['50 of 120 deleted', '100 of 120 deleted', '120 of 120 deleted']);
});

test('one that became needed between the listing and the deletion is left, with the reason', async () => {
  const [old] = stage(1);
  const first = await run(false);
  ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: old ? [old] : [] });
  const applied = await apply(station, first.assessments, OPTIONS);
  expect(deletions()).toEqual([]);
  expect(applied.deleted).toEqual([]);
  expect(applied.spared.map(({ flowLogId, standing }) => [flowLogId, standing])).toEqual([
    ['fl-old-0', 'needed'],
  ]);
});

test('what EC2 says it could not delete is a failure, and not counted as deleted', async () => {
  stage(2);
  const problem = { ResourceId: 'fl-old-1', Error: { Code: 'InternalError', Message: 'try again' } };
  ec2.on(DeleteFlowLogsCommand).resolves({ Unsuccessful: [problem] });
  const { applied } = await run(true);
  expect(applied?.deleted).toEqual(['fl-old-0']);
  expect(applied?.failed).toEqual([{ flowLogId: 'fl-old-1', problem: 'InternalError: try again' }]);
});

test('a failure that names no flow log may be of each of the call', async () => {
  stage(2);
  ec2.on(DeleteFlowLogsCommand).resolves({ Unsuccessful: [{ Error: { Code: 'InternalError' } }] });
  const { applied } = await run(true);
  expect(applied?.deleted).toEqual([]);
  expect(applied?.failed.map(({ flowLogId }) => flowLogId)).toEqual(['fl-old-0', 'fl-old-1']);
});

describe('one that is gone already', () => {
  const code = 'InvalidFlowLogId.NotFound';

  test('is no failure', async () => {
    stage(2);
    const gone = { ResourceId: 'fl-old-1', Error: { Code: code, Message: 'no such flow log' } };
    ec2.on(DeleteFlowLogsCommand).resolves({ Unsuccessful: [gone] });
    const { applied } = await run(true);
    expect([applied?.deleted, applied?.failed]).toEqual([['fl-old-0', 'fl-old-1'], []]);
  });

  test('keeps none of the others, where EC2 refuses the whole call for it', async () => {
    stage(3);
    const error = Object.assign(new Error('no such flow log'), { name: code, $metadata: {} });
    ec2.on(DeleteFlowLogsCommand).callsFake(({ FlowLogIds }) => {
      if (FlowLogIds.includes('fl-old-1')) throw error;
      return {};
    });
    const { applied } = await run(true);
    expect(deletions()).toEqual([
      ['fl-old-0', 'fl-old-1', 'fl-old-2'],
      ['fl-old-0'],
      ['fl-old-1'],
      ['fl-old-2'],
    ]);
    expect([applied?.deleted.length, applied?.failed, applied?.interrupted]).toEqual([3, [], undefined]);
  });
});

test('a copy of our tags on a VPC that was not asked for is seen all the same', async () => {
  const [old] = stage(1);
  const copy = { ...foreign('fl-copy', vpcId(7), 2), Tags: old?.Tags ?? [] };
  const tagged = { Filter: [{ Name: 'tag-key', Values: [TAGS.requirement] }] };
  ec2.on(DescribeFlowLogsCommand, tagged).resolves({ FlowLogs: [...(old ? [old] : []), copy] });
  const { assessments } = await prune(station, {
    ...OPTIONS,
    chosen: { ...CHOSEN, vpcIds: [vpcId(0)] },
    applies: true,
  });
  expect(assessments.map(({ flowLogId, standing }) => [flowLogId, standing])).toEqual([
    ['fl-old-0', 'not-ours'],
  ]);
  expect(deletions()).toEqual([]);
});

test("age is told by AWS's clock, where this machine's is ahead by months", async () => {
  stage(1);
  const settings = station.clients.ec2.config;
  settings.systemClockOffset = Date.UTC(2026, 4, 2) - NOW.getTime();
  const { assessments } = await run(true).finally(() => {
    settings.systemClockOffset = 0;
  });
  expect(assessments.map(({ standing }) => standing)).toEqual(['needed']);
  expect(deletions()).toEqual([]);
});

test('an error ends it early, and what was deleted before is told', async () => {
  stage(60);
  const denied = Object.assign(new Error('not authorized'), { name: 'UnauthorizedOperation', $metadata: {} });
  ec2.on(DeleteFlowLogsCommand).resolvesOnce({}).rejects(denied);
  const { applied } = await run(true);
  expect(applied?.deleted).toHaveLength(50);
  expect(applied?.interrupted).toMatch(/^access denied: .* AWS says: not authorized$/);
});

test('a verdict that changed all the same is told', async () => {
  stage(1);
  ec2.on(DeleteFlowLogsCommand).callsFake(() => {
    ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [] });
    return {};
  });
  const { applied } = await run(true);
  expect(applied?.judgements).toEqual([
    {
      vpcId: vpcId(0),
      requirement: 'new-name',
      before: 'COMPLIANT',
      after: 'NON_COMPLIANT',
      annotation: 'no flow log',
    },
  ]);
});

describe('what EC2 lists for a while after it was deleted', () => {
  test('covers nothing when the VPC is judged again', async () => {
    const [old] = stage(1);
    ec2.on(DeleteFlowLogsCommand).callsFake(() => {
      ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: old ? [old] : [] });
      return {};
    });
    const { applied } = await run(true);
    expect(applied?.judgements.map(({ after }) => after)).toEqual(['NON_COMPLIANT']);
  });

  test('stands in for nothing in the next batch', async () => {
    stage(1);
    const rules = [ruleOf('new-name'), ruleOf('fast', '{"maxAggregationInterval":"60"}')];
    config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: rules });
    const fast = { MaxAggregationInterval: 60 };
    const old = Array.from({ length: 51 }, (_, index) =>
      listed(`fl-old-${String(index).padStart(2, '0')}`, vpcId(0), 1, fast),
    );
    const slow = foreign('fl-slow', vpcId(0), 2);
    ec2
      .on(DescribeFlowLogsCommand)
      .resolves({ FlowLogs: [...old, slow, { ...foreign('fl-fast', vpcId(0), 2), ...fast }] });
    // Meanwhile somebody deletes the only other flow log that is fast.
    ec2.on(DeleteFlowLogsCommand).callsFake(() => {
      ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [...old, slow] });
      return {};
    });
    const { applied } = await run(true);
    expect(applied?.deleted).toHaveLength(50);
    expect(applied?.spared.map(({ flowLogId, reason }) => [flowLogId, reason])).toEqual([
      ['fl-old-50', expect.stringContaining('fast needs it')],
    ]);
  });
});
