import { invokeAsynchronously } from '../lambda/invocations';
import type { Stage } from './stage';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Something that the stack does for its living. Signs are what went wrong in it, as a person would see it. */
interface AccessScenario {
  readonly name: string;
  readonly play: (stage: Stage, vpcId: string) => Promise<readonly string[]>;
}

/** Everything that the loop does, each on what the one before left. */
const ACCESS_SCENARIOS: readonly AccessScenario[] = [
  { name: 'a VPC is created, judged and given a flow log', play: newVpc },
  { name: 'records are delivered to the bucket', play: delivery },
  { name: 'an event that cannot be handled is kept', play: failureQueue },
  { name: 'a flow log is deleted, and its VPC is found by history', play: deletedFlowLog },
  { name: 'a sweep compares with the results that it remembers', play: sweep },
];

/** The first scenario that something goes wrong in, and what. */
export async function firstFailure(stage: Stage): Promise<string | undefined> {
  const vpcId = await stage.createVpc();
  for (const { name, play } of ACCESS_SCENARIOS) {
    const [sign] = await play(stage, vpcId);
    if (sign !== undefined) return `${name}: ${sign}`;
  }
  return undefined;
}

async function newVpc(stage: Stage, vpcId: string): Promise<readonly string[]> {
  const told = listen(stage);
  await stage.createSubnet(vpcId);
  const verdict = await verdictOf(stage, vpcId, 'NON_COMPLIANT');
  // What the rule cannot do shows at once: nobody need wait for the remediation.
  if (told().length > 0 || !verdict.startsWith('NON_COMPLIANT')) return [...told(), verdict];
  return await remediated(stage, vpcId);
}

/** Soon after a change, or with the next schedule where the rule does not listen to the change. */
async function verdictOf(stage: Stage, vpcId: string, expected: string): Promise<string> {
  await stage.advance(MINUTE + 10);
  const soon = await stage.verdict(vpcId);
  if (soon.startsWith(expected)) return soon;
  await stage.advance(stage.rule.frequencySeconds ?? 0);
  return await stage.verdict(vpcId);
}

/** Once the remediation has had its time, the VPC has one flow log and is compliant. */
async function remediated(stage: Stage, vpcId: string): Promise<readonly string[]> {
  const told = listen(stage);
  if (!stage.remediation.automatic) await stage.startRemediation(vpcId);
  await stage.advance(15 * MINUTE);
  const flowLogs = await stage.flowLogsOf(vpcId);
  const verdict = flowLogs.length === 0 ? 'no flow log' : await verdictOf(stage, vpcId, 'COMPLIANT');
  return [
    ...told(),
    ...(flowLogs.length <= 1 ? [] : [`${flowLogs.length} flow logs, and not one`]),
    ...(verdict.startsWith('COMPLIANT') ? [] : [verdict]),
  ];
}

async function delivery(stage: Stage, vpcId: string): Promise<readonly string[]> {
  await stage.advance(15 * MINUTE);
  const flowLogs = await stage.flowLogsOf(vpcId);
  return flowLogs
    .filter(({ DeliverLogsStatus }) => DeliverLogsStatus !== 'SUCCESS')
    .map(({ FlowLogId, DeliverLogsErrorMessage }) => `${FlowLogId}: ${DeliverLogsErrorMessage}`);
}

/** The function throws at an event that is none, three times. */
async function failureQueue(stage: Stage): Promise<readonly string[]> {
  const { world, home } = stage.sandbox;
  const kept = () => [...home.queues.values()].flatMap(({ messages }) => messages).length;
  const before = kept();
  const told = listen(stage, /lost:|may not invoke/);
  invokeAsynchronously(world, home, {
    service: 'config.amazonaws.com',
    functionArn: stage.rule.functionArn,
    event: {},
  });
  await stage.advance(10 * MINUTE);
  return [...told(), ...(kept() === before + 1 ? [] : ['no message in the failure queue'])];
}

async function deletedFlowLog(stage: Stage, vpcId: string): Promise<readonly string[]> {
  const told = listen(stage);
  await stage.deleteFlowLogs(await stage.flowLogsOf(vpcId));
  const verdict = await verdictOf(stage, vpcId, 'NON_COMPLIANT');
  if (told().length > 0 || !verdict.startsWith('NON_COMPLIANT')) return [...told(), verdict];
  return await remediated(stage, vpcId);
}

async function sweep(stage: Stage): Promise<readonly string[]> {
  const told = listen(stage);
  await stage.advance(stage.rule.frequencySeconds ?? DAY);
  return told();
}

/** What a person would see go wrong from now on. */
function listen(stage: Stage, sign = /failed:|execution Failed|lost:|kept in|may not invoke/) {
  const from = stage.events.length;
  return (): readonly string[] =>
    stage.events
      .slice(from)
      .map(({ text }) => text)
      .filter((text) => sign.test(text));
}
