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
  { name: 'records are delivered', play: delivery },
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
  const others = await verdictsOtherThan('NON_COMPLIANT', stage, vpcId);
  // What the rule cannot do shows at once: nobody need wait for the remediation.
  if (told().length > 0 || others.length > 0) return [...told(), ...others];
  return await remediated(stage, vpcId);
}

/** Soon after a change, or with the next schedule where a rule does not listen to the change. */
async function verdictsOtherThan(expected: string, stage: Stage, vpcId: string): Promise<readonly string[]> {
  const others = async (): Promise<readonly string[]> => {
    const verdicts = await Promise.all(stage.requirements.map((each) => stage.verdict(each, vpcId)));
    return verdicts.filter((verdict) => !verdict.startsWith(expected));
  };
  await stage.advance(MINUTE + 10);
  if ((await others()).length === 0) return [];
  await stage.advance(stage.longestSchedule ?? 0);
  return await others();
}

/** Once remediation has had its time, the VPC has one flow log for each requirement and is compliant. */
async function remediated(stage: Stage, vpcId: string): Promise<readonly string[]> {
  const told = listen(stage);
  const { requirements } = stage;
  for (const requirement of requirements)
    if (!requirement.remediation.automatic) await stage.startRemediation(requirement, vpcId);
  await stage.advance(15 * MINUTE);
  const { length: made } = await stage.flowLogsOf(vpcId);
  const others = made === 0 ? ['no flow log'] : await verdictsOtherThan('COMPLIANT', stage, vpcId);
  return [
    ...told(),
    ...(made <= requirements.length ? [] : [`${made} flow logs for ${requirements.length} requirements`]),
    ...others,
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
    functionArn: stage.functionArn,
    event: {},
  });
  await stage.advance(10 * MINUTE);
  return [...told(), ...(kept() === before + 1 ? [] : ['no message in the failure queue'])];
}

async function deletedFlowLog(stage: Stage, vpcId: string): Promise<readonly string[]> {
  const told = listen(stage);
  await stage.deleteFlowLogs(await stage.flowLogsOf(vpcId));
  const others = await verdictsOtherThan('NON_COMPLIANT', stage, vpcId);
  if (told().length > 0 || others.length > 0) return [...told(), ...others];
  return await remediated(stage, vpcId);
}

async function sweep(stage: Stage): Promise<readonly string[]> {
  const told = listen(stage);
  await stage.advance(stage.longestSchedule ?? DAY);
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
