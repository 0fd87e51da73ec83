import type { StackChange } from '../../cloudformation/stack';
import { oneRequirement, toLogGroup } from './contexts';
import { reach } from './moments';
import { deployFirst, type LifecycleScenario } from './scenario';
import type { LifecycleStage } from './stage';

function expectStatus(stage: LifecycleStage, change: StackChange, status: StackChange['status']): void {
  stage.check('whole', `the deletion ended as ${change.status}, not ${status}`, change.status === status);
}

/** After it nobody judges, and every flow log delivers as it did. */
async function expectFlowLogsOnly(stage: LifecycleStage, flowLogs: Readonly<Record<string, number>>) {
  const { executions, config, flowLogs: known } = stage.sandbox.home;
  const before = executions.size;
  await stage.nextSweep();
  stage.check('whole', 'a rule is left', config.rules.size === 0);
  stage.check('whole', 'an execution was started after the stack was gone', executions.size === before);
  stage.expectFlowLogs(flowLogs);
  const delivering = stage.watch.deliveringFlowLogs;
  stage.check('delivers', `${delivering} of ${known.size} flow logs deliver`, delivering === known.size);
  stage.tell(
    `${delivering} of ${known.size} flow logs deliver on; flow-logs prune lists those that nobody needs`,
  );
}

/** ARN of what the last change left behind. */
const arnIn = ({ left }: StackChange, type: string): string =>
  left.find(({ resource }) => resource.definition.Type === type)?.resource.created.attributes['Arn'] ?? '';

const bucketIn = (change: StackChange): string => arnIn(change, 'AWS::S3::Bucket');

/** The log group that flow logs go to, and not the function's. */
const groupIn = ({ left }: StackChange): string =>
  left
    .filter(({ resource }) => resource.definition.Type === 'AWS::Logs::LogGroup')
    .map(({ resource }) => (resource.created.attributes['Arn'] ?? '').replace(/:\*$/, ''))
    .find((arn) => !arn.includes('RuleFunction')) ?? '';

export const REMOVALS: readonly LifecycleScenario[] = [
  {
    name: 'uninstall',
    title: 'uninstalled, with nothing in flight',
    shows: "The bucket with the flow logs, its policy and the function's log stay. Flow logs deliver on.",
    play: async (stage) => {
      await deployFirst(stage);
      expectStatus(stage, stage.uninstall('nothing in flight'), 'DELETE_COMPLETE');
      await expectFlowLogsOnly(stage, { own: 1, first: 1 });
    },
  },
  {
    name: 'uninstall-in-flight',
    title: 'uninstalled while a remediation is settling',
    shows:
      'Config refuses to delete the remediation, and the stack keeps what it needs. Deleted again when nothing is in flight, it goes.',
    play: async (stage) => {
      await deployFirst(stage);
      await reach(stage, 'settling');
      expectStatus(stage, stage.uninstall('a remediation is in progress'), 'DELETE_FAILED');
      stage.tell(
        'wait until describe-remediation-execution-status shows none in progress, or stop the execution',
      );
      await stage.settle();
      expectStatus(stage, stage.uninstall('again'), 'DELETE_COMPLETE');
      await expectFlowLogsOnly(stage, { own: 1, first: 1, later: 1 });
    },
  },
  {
    name: 'uninstall-manual-first',
    title: 'uninstalled in the recommended order',
    shows: 'With mode manual nothing new begins. What runs ends, and the stack goes at the first try.',
    play: async (stage) => {
      await deployFirst(stage);
      await reach(stage, 'settling');
      await stage.deploy('mode: manual', oneRequirement({ remediation: { mode: 'manual' } }));
      await stage.settle();
      expectStatus(stage, stage.uninstall('nothing in flight'), 'DELETE_COMPLETE');
      await expectFlowLogsOnly(stage, { own: 1, first: 1, later: 1 });
    },
  },
  {
    name: 'redeploy-adopting',
    title: 'deployed again, adopting what stayed',
    shows:
      'Named by its ARN, the bucket is used again: every VPC is COMPLIANT, and nothing is created twice.',
    play: async (stage) => {
      await deployFirst(stage);
      const removed = stage.uninstall('nothing in flight');
      await stage.advance(86_400);
      const bucketArn = bucketIn(removed);
      await stage.deploy(
        'again, adopting the bucket',
        oneRequirement({ destination: { type: 's3', bucketArn } }),
      );
      await stage.settle();
      stage.expect('COMPLIANT', { own: 1, first: 1 });
      await stage.createVpc('later');
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
    },
  },
  {
    name: 'uninstall-log-group',
    title: 'CloudWatch Logs: uninstalled, and deployed again adopting what stayed',
    shows:
      'The log group and the delivery role stay, and flow logs deliver on. Named by their ARNs, they are used again.',
    play: async (stage) => {
      await deployFirst(stage, toLogGroup());
      const removed = stage.uninstall('nothing in flight');
      expectStatus(stage, removed, 'DELETE_COMPLETE');
      await expectFlowLogsOnly(stage, { own: 1, first: 1 });
      const logGroupArn = groupIn(removed);
      const deliveryRoleArn = arnIn(removed, 'AWS::IAM::Role');
      await stage.deploy(
        'again, adopting log group and delivery role',
        toLogGroup({ logGroupArn, deliveryRoleArn }),
      );
      await stage.settle();
      stage.expect('COMPLIANT', { own: 1, first: 1 });
      await stage.createVpc('later');
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
      const delivering = stage.watch.deliveringFlowLogs;
      stage.check('delivers', `${delivering} of 3 flow logs deliver`, delivering === 3);
    },
  },
  {
    name: 'redeploy',
    title: 'deployed again, adopting nothing',
    shows:
      'The stack makes a new bucket. Existing flow logs cover, and deliver to the old one; only VPCs that come later use the new one.',
    play: async (stage) => {
      await deployFirst(stage);
      const old = bucketIn(stage.uninstall('nothing in flight'));
      await stage.advance(86_400);
      await stage.deploy('again, adopting nothing', oneRequirement());
      await stage.settle();
      stage.expect('COMPLIANT', { own: 1, first: 1 });
      await stage.createVpc('later');
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
      const { flowLogs } = stage.sandbox.home;
      const toOld = [...flowLogs.values()].filter(({ logDestination }) =>
        logDestination.startsWith(`${old}/`),
      );
      stage.tell(
        `${toOld.length} flow log delivers to ${old}, which no stack holds; name it in bucketArn to use one bucket`,
      );
    },
  },
];
