/** The limits of automatic remediation, with the window that the product sets for them: they trip, and only for failures. */
import { parseParameters } from '../../policy';
import { remediationDocument, retryWindowSeconds } from '../../runbook';
import { createdFlowLog } from '../../runbook/created-flow-log';
import type { Assumptions } from '../../sandbox/assumptions';
import { type PlayedDestination, stand } from './played-destination';
import { BUCKET, DESTINATIONS } from './played-destinations';
import { type Change, HOUR, MINUTE, type MutableTemplate, type Rehearsal } from './rehearsal';
import { documentOf, remediationOf } from './template-changes';

const ATTEMPTS = 3;

interface Settings {
  readonly settleMinutes: number;
  readonly concurrentExecutionRatePercentage: number;
  readonly errorPercentage?: number;
}

/** The document's own steps for another settle time, as the runbook writes them. */
function stepsFor(template: MutableTemplate, settleMinutes: number) {
  const parsed = parseParameters({});
  if (!parsed.ok) throw new Error('no parameters are wrong');
  const destination = { type: 'kinesis-data-firehose', deliveryStreamArn: 'arn:', fields: [] } as const;
  const document = remediationDocument({
    functionName: 'function',
    parameters: parsed.value,
    flowLog: createdFlowLog('all-traffic', parsed.value, destination),
    settleMinutes,
  });
  const deployed = new Map<string, Record<string, any>>(
    documentOf(template)['mainSteps'].map((step: Record<string, any>) => [step['name'], step]),
  );
  const isOfTheStack = /^aws:(invokeLambdaFunction|executeAwsApi)$/;
  const mainSteps = document.mainSteps.map((step) =>
    isOfTheStack.test(step.action) ? { ...step, inputs: deployed.get(step.name)?.['inputs'] } : step,
  );
  return { document, mainSteps };
}

/** What the product synthesizes for these settings. */
const withSettings =
  ({ settleMinutes, concurrentExecutionRatePercentage, errorPercentage = 50 }: Settings): Change =>
  (template) => {
    const { document, mainSteps } = stepsFor(template, settleMinutes);
    documentOf(template)['mainSteps'] = mainSteps;
    const limits = { maximumAutomaticAttempts: ATTEMPTS, concurrentExecutionRatePercentage };
    Object.assign(remediationOf(template), {
      MaximumAutomaticAttempts: ATTEMPTS,
      RetryAttemptSeconds: retryWindowSeconds(document, limits),
      ExecutionControls: {
        SsmControls: {
          ConcurrentExecutionRatePercentage: concurrentExecutionRatePercentage,
          ErrorPercentage: errorPercentage,
        },
      },
    });
  };

test('the settings that are played are those of the product where it has the same', async () => {
  const seen: unknown[] = [];
  await stand(BUCKET, {
    change(template) {
      const before = structuredClone({
        ...remediationOf(template),
        document: documentOf(template)['mainSteps'],
      });
      withSettings({ settleMinutes: 5, concurrentExecutionRatePercentage: 10 })(template);
      seen.push(before, { ...remediationOf(template), document: documentOf(template)['mainSteps'] });
    },
  });
  expect(seen[1]).toEqual(seen[0]);
});

interface Case extends Settings, Pick<Assumptions, 'ratesRound' | 'failedRemediationRetries'> {
  readonly destination: PlayedDestination;
}

/** At one per cent, an hour of settling would take a longer window than Config offers: synthesis refuses it. */
const SETTLE_MINUTES: Readonly<Record<number, readonly number[]>> = {
  1: [0, 5, 30],
  10: [0, 5, 60],
  100: [0, 5, 60],
};

const CASES: readonly Case[] = [1, 10, 100].flatMap((concurrentExecutionRatePercentage, rate) =>
  (['down', 'up'] as const).flatMap((ratesRound, rounding) =>
    (['soon', 'late'] as const).map((failedRemediationRetries, retry) => {
      const index = 4 * rate + 2 * rounding + retry;
      return {
        destination: DESTINATIONS[index % DESTINATIONS.length] ?? BUCKET,
        settleMinutes: SETTLE_MINUTES[concurrentExecutionRatePercentage]?.[index % 3] ?? 0,
        concurrentExecutionRatePercentage,
        ratesRound,
        failedRemediationRetries,
      };
    }),
  ),
);

const VPCS = 3;

describe.each(CASES)(
  'at a rate of $concurrentExecutionRatePercentage % rounded $ratesRound, settled for $settleMinutes min, retried $failedRemediationRetries',
  ({ destination, ratesRound, failedRemediationRetries, ...settings }) => {
    test(`VPCs that cannot be covered by ${destination.name} become exceptions after three attempts, and stay`, async () => {
      const rehearsal = await stand(destination, {
        change: withSettings(settings),
        assumptions: { ratesRound, failedRemediationRetries },
      });
      destination.refuse(rehearsal);
      const vpcIds: string[] = [];
      for (let count = 0; count < VPCS; count += 1) vpcIds.push(await rehearsal.createVpc());
      await rehearsal.advance(24 * HOUR);
      expect([...(await rehearsal.exceptions())].sort()).toEqual([...vpcIds].sort());
      expect(rehearsal.sandbox.home.executions.size).toBe(ATTEMPTS * VPCS);
      await rehearsal.advance(12 * HOUR);
      expect(rehearsal.sandbox.home.executions.size).toBe(ATTEMPTS * VPCS);
    });
  },
);

/** As many flow logs as a VPC can have: none more is created. */
async function fill(rehearsal: Rehearsal, vpcId: string): Promise<void> {
  const id = await rehearsal.createFlowLog(vpcId, { TrafficType: 'REJECT' });
  const { flowLogs } = rehearsal.sandbox.home;
  const stored = flowLogs.get(id ?? '');
  if (!stored) throw new Error('the flow log is not stored');
  for (let count = 1; count < 250; count += 1) {
    const flowLogId = `${stored.flowLogId.slice(0, 14)}${String(count).padStart(6, '0')}`;
    flowLogs.set(flowLogId, { ...stored, flowLogId, logDestination: `${stored.logDestination}/${count}/` });
  }
}

test.each(['down', 'up'] as const)(
  'of twenty VPCs eighteen of which need nothing any more, two failures stop no round (%s)',
  async (ratesRound) => {
    const rehearsal = await stand(BUCKET, {
      change: withSettings({ settleMinutes: 0, concurrentExecutionRatePercentage: 10, errorPercentage: 10 }),
      assumptions: { ratesRound },
      delays: { remediation: 10 * MINUTE },
    });
    const vpcIds: string[] = [];
    for (let count = 0; count < 20; count += 1) vpcIds.push(await rehearsal.createVpc());
    const [first = '', second = '', ...others] = vpcIds;
    await fill(rehearsal, first);
    await fill(rehearsal, second);
    await rehearsal.advance(5 * MINUTE);
    Object.assign(rehearsal.sandbox.world.delays, { recording: 5 * HOUR });
    for (const vpcId of others.slice(0, 9)) await rehearsal.deleteVpc(vpcId);
    for (const vpcId of others.slice(9)) await rehearsal.tag(vpcId, 'flow-logs-exempt-until', '2027-02-01');
    await rehearsal.advance(5 * HOUR);
    const executions = [...rehearsal.sandbox.home.executions.values()];
    const endedAs = (wanted: string) => executions.filter(({ status }) => status === wanted);
    expect(new Set(endedAs('Success').map(({ about }) => about))).toEqual(new Set(others));
    expect(endedAs('Success').map(({ steps }) => steps.at(-1)?.name)).toEqual(
      others.map(() => 'EndNothingToDo'),
    );
    expect(new Set(endedAs('Failed').map(({ about }) => about))).toEqual(new Set([first, second]));
    // Once only the two are left, one failure is more than a tenth.
    const stops = rehearsal.story.findIndex((line) => line.includes('too many failures'));
    const lastSuccess = rehearsal.story.findLastIndex((line) => line.includes('execution succeeded'));
    expect(stops === -1 || stops > lastSuccess).toBe(true);
    expect([...(await rehearsal.exceptions())].sort()).toEqual([first, second].sort());
  },
);
