import { oneRequirement, toLogGroup } from './contexts';
import { reach } from './moments';
import { deployFirst, type LifecycleScenario } from './scenario';

const NO_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000';

export const ROLLBACKS: readonly LifecycleScenario[] = [
  {
    name: 'name-clash',
    title: 'renamed back while the old rule is still there',
    shows:
      'A rule left behind by a rename still has its name: the update fails and is rolled back whole. With the old rule deleted, it succeeds.',
    play: async (stage) => {
      await deployFirst(stage);
      await reach(stage, 'settling');
      const renamed = await stage.deploy('requirement renamed', oneRequirement({ name: 'every-vpc' }));
      await stage.nextSweep();
      stage.begin();
      const back = await stage.deploy('renamed back', oneRequirement());
      stage.check(
        'whole',
        `the update ended as ${back?.status}`,
        back?.status === 'UPDATE_ROLLBACK_COMPLETE',
      );
      await stage.nextSweep();
      stage.removeByHand(renamed?.left ?? []);
      const again = await stage.deploy('renamed back, once more', oneRequirement());
      stage.check('whole', `the update ended as ${again?.status}`, again?.status === 'UPDATE_COMPLETE');
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
    },
  },
  {
    name: 'wrong-region',
    title: 'a log group of another Region',
    shows: 'An assertion of the template refuses the update before anything changes, and says what is wrong.',
    play: async (stage) => {
      await deployFirst(stage);
      const logGroupArn = 'arn:aws:logs:us-east-1:111122223333:log-group:flow-logs';
      await stage.refused('destination: a log group of us-east-1', toLogGroup({ logGroupArn }));
      await stage.createVpc('later');
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
    },
  },
  {
    name: 'unknown-key',
    title: 'updated to a log group with a key that does not exist',
    shows:
      'CloudWatch Logs refuses the key, and the update is rolled back whole: the stack judges and creates as before.',
    play: async (stage) => {
      await deployFirst(stage);
      const failed = await stage.deploy(
        'destination: CloudWatch Logs, with a key',
        toLogGroup({ kmsKeyArn: NO_KEY }),
      );
      stage.check(
        'whole',
        `the update ended as ${failed?.status}`,
        failed?.status === 'UPDATE_ROLLBACK_COMPLETE',
      );
      await stage.createVpc('later');
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
    },
  },
  {
    name: 'failed-creation',
    title: 'first deployment with a key that does not exist',
    shows: 'Everything that was made is deleted again, buckets and log groups too: nothing runs half.',
    play: async (stage) => {
      await stage.createVpc('own');
      await stage.createOwnFlowLog('own');
      await stage.advance(3600);
      await stage.refused('first deployment, with a key', toLogGroup({ kmsKeyArn: NO_KEY }));
      await stage.advance(86_400);
      const { functions, config, documents, logGroups, queues, executions } = stage.sandbox.home;
      for (const [what, { size }] of Object.entries({
        ...{ functions, rules: config.rules, documents, logGroups, queues, executions },
      }))
        stage.check('whole', `${size} ${what} are left of the failed deployment`, size === 0);
      stage.expectFlowLogs({ own: 1 });
    },
  },
];
