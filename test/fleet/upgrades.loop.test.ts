/** `flow-logs prune` after upgrades as CloudFormation makes them: two templates of the app, one after the other. */
import { type FlowLogsContext, oneRequirement, toLogGroup } from '../../sandbox/scenarios/lifecycle/contexts';
import { deployFirst } from '../../sandbox/scenarios/lifecycle/scenario';
import { LifecycleStage } from '../../sandbox/scenarios/lifecycle/stage';
import { REHEARSAL_START } from '../../sandbox/scenarios/play';
import { flowLogs } from './command-line';
import { Synthesis } from './synthesis';

const STREAM = 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/flow-logs';
const REJECT_REASON = { requiredFields: ['reject-reason'] };

const synthesis = new Synthesis();
afterAll(() => synthesis.close());

interface Listed {
  readonly flowLogId: string;
  readonly destination: string;
  readonly standing: string;
}

async function prune(stage: LifecycleStage, ...flags: readonly string[]) {
  const { code, out } = await flowLogs(['prune', '--format', 'json', ...flags], stage.sandbox);
  const [region] = JSON.parse(out).regions;
  return { code, flowLogs: region.flowLogs as readonly Listed[], applied: region.applied };
}

/** The bucket that the S3 flow logs of the first deployment deliver to, or the group. */
const formerDestination = ({ destination }: Listed): string =>
  destination.replace(/\/all-traffic\/[0-9a-f]{8}\/$/, '');

interface Upgrade {
  readonly from: FlowLogsContext;
  readonly to: FlowLogsContext;
  /** How the former flow log stands when nothing is named. */
  readonly standing: string;
  readonly name?: (former: Listed) => readonly string[];
}

const byFormerDestination = (former: Listed) => ['--former-destination', formerDestination(former)];

const UPGRADES: Readonly<Record<string, Upgrade>> = {
  'a shorter interval': {
    from: oneRequirement(),
    to: oneRequirement({ parameters: { maxAggregationInterval: 60 } }),
    standing: 'superseded',
  },
  'a field more': {
    from: oneRequirement(),
    to: oneRequirement({ parameters: REJECT_REASON }),
    standing: 'superseded',
  },
  'a field more in a log group of the stack, which is another one then': {
    from: toLogGroup(),
    to: toLogGroup({}, { parameters: REJECT_REASON }),
    standing: 'elsewhere',
    name: byFormerDestination,
  },
  'from the bucket to a log group': {
    from: oneRequirement(),
    to: toLogGroup({}, { parameters: { destinationTypes: ['cloud-watch-logs'] } }),
    standing: 'elsewhere',
    name: byFormerDestination,
  },
  'from the bucket to a stream': {
    from: oneRequirement(),
    to: oneRequirement({
      parameters: { destinationTypes: ['kinesis-data-firehose'] },
      destination: { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM },
    }),
    standing: 'elsewhere',
    name: byFormerDestination,
  },
  'another name, and a field more': {
    from: oneRequirement(),
    to: oneRequirement({ name: 'every-vpc', parameters: REJECT_REASON }),
    standing: 'not-deployed',
    name: () => ['--requirement', 'all-traffic'],
  },
};

test.each(Object.entries(UPGRADES))('%s', async (why, { from, to, standing, name }) => {
  const stage = await LifecycleStage.open({ start: REHEARSAL_START }, synthesis.synthesize);
  try {
    await deployFirst(stage, from);
    await stage.prepare(to);
    await stage.deploy(why, to);
    await stage.evaluate();
    await stage.settle();
    const before = [...stage.sandbox.home.flowLogs.keys()];

    const listed = await prune(stage);
    const [former, ...others] = listed.flowLogs.filter((each) => each.standing !== 'needed');
    if (!former) throw new Error('no former flow log is listed');
    expect([former.standing, others, listed.code]).toEqual([standing, [], standing === 'superseded' ? 2 : 0]);

    const unnamed = await prune(stage, '--apply');
    if (name) {
      expect(unnamed.applied.deleted).toEqual([]);
      const named = await prune(stage, ...name(former), '--apply');
      expect([named.applied.deleted, named.code]).toEqual([[former.flowLogId], 0]);
    } else {
      expect([unnamed.applied.deleted, unnamed.code]).toEqual([[former.flowLogId], 0]);
    }
    const left = [...stage.sandbox.home.flowLogs.keys()];
    expect(left).toEqual(before.filter((id) => id !== former.flowLogId));

    await stage.nextSweep();
    expect([...stage.sandbox.home.flowLogs.keys()]).toEqual(left);
    const verdicts = stage.rules.flatMap(({ results }) => [...results.values()]);
    expect(verdicts.map(({ complianceType }) => complianceType)).toEqual(['COMPLIANT', 'COMPLIANT']);
  } finally {
    await stage.close();
  }
});
