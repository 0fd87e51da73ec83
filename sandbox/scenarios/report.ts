import type { TraceEvent } from '../trace';
import type { Played, PlayedVpc } from './play';
import type { SecondPass } from './second-pass';
import { printTable } from './table';

/** One event on one line, with the virtual time since the start. */
export function printEvent(event: TraceEvent, start: Date): string {
  const seconds = Math.round((event.time.getTime() - start.getTime()) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const clock = [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return [clock, event.actor.padEnd(14), event.vpcId ?? '', event.text]
    .filter((part) => part !== '')
    .join('  ');
}

export function printPlayed(played: Played): string {
  const rows = played.vpcs.map((vpc) => ({
    cells: [`${vpc.scenario.vpcId}  ${vpc.scenario.title}`, vpc.before, createdText(vpc.created), vpc.after],
    below: vpc.why,
  }));
  return [
    printTable(['VPC', 'before', 'done', 'after, and why'], rows),
    '',
    ...unexpected(played.vpcs),
    printSecondPass(played.secondPass),
    ...played.callsRefused.map((call) => `permission missing: ${call}`),
    closing(played),
  ].join('\n');
}

export const wentAsTold = ({ vpcs, secondPass, callsRefused }: Played): boolean =>
  secondPass.sweeps > 0 &&
  secondPass.succeeded === secondPass.executions &&
  secondPass.changes.length === 0 &&
  callsRefused.length === 0 &&
  vpcs.every(({ asScenarioSays }) => asScenarioSays);

const unexpected = (vpcs: readonly PlayedVpc[]): readonly string[] => {
  const others = vpcs.filter(({ asScenarioSays }) => !asScenarioSays);
  if (others.length === 0) return [];
  return [
    'the scenario is told for the parameters of the shipped cdk.json; of these VPCs it says otherwise:',
    ...others.map(({ scenario, failure, executions }) => {
      const steps = [scenario.before, createdText(scenario.created), scenario.after].join(', ');
      const told = executions === scenario.created ? steps : `${steps}, not by ${executions} executions`;
      return `${scenario.vpcId}  ${scenario.title}: ${told}${failure ? `; last failure: ${failure}` : ''}`;
    }),
  ];
};

function printSecondPass({ sweeps, executions, succeeded, changes }: SecondPass): string {
  if (sweeps === 0) return 'second pass: no schedule ran, so nothing is shown by it';
  const ran = `second pass: ${sweeps} scheduled ${sweeps === 1 ? 'sweep' : 'sweeps'}, ${succeeded} of ${executions} executions started by hand succeeded`;
  return changes.length === 0
    ? `${ran}, and nothing changed in EC2, Logs or S3`
    : `${ran}; changed: ${changes.join('; ')}`;
}

const closing = (played: Played): string => {
  const ended = played.vpcs.filter(({ asScenarioSays }) => asScenarioSays).length;
  const minutes = Math.ceil(played.settledAfter / 60);
  return `${ended} of ${played.vpcs.length} VPCs ended as their scenario says, ${minutes} virtual minutes after the deployment`;
};

function createdText(count: number): string {
  if (count === 0) return 'nothing';
  return count === 1 ? '1 flow log created' : `${count} flow logs created`;
}
