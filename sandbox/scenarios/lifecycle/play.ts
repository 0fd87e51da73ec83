import { readableName } from '../../permissions/template-json';
import type { SandboxOptions } from '../../sandbox';
import type { TraceEvent } from '../../trace';
import { printEvent } from '../report';
import { IN_FLIGHT } from './in-flight';
import { REMOVALS } from './removals';
import { ROLLBACKS } from './rollbacks';
import type { LifecycleScenario } from './scenario';
import { LifecycleStage, type Synthesize } from './stage';
import { UPGRADES } from './upgrades';
import { type Broken, LIFECYCLE_INVARIANTS } from './watch';

export const LIFECYCLE_SCENARIOS: readonly LifecycleScenario[] = [
  ...UPGRADES,
  ...IN_FLIGHT,
  ...REMOVALS,
  ...ROLLBACKS,
];

export interface PlayedLifecycle {
  readonly scenario: LifecycleScenario;
  readonly transcript: readonly string[];
  readonly broken: readonly Broken[];
}

/** Plays one scenario in an account of its own. */
export async function playLifecycle(
  scenario: LifecycleScenario,
  options: SandboxOptions,
  synthesize: Synthesize,
): Promise<PlayedLifecycle> {
  const stage = await LifecycleStage.open(options, synthesize);
  try {
    await scenario.play(stage);
    return { scenario, transcript: transcriptOf(stage), broken: stage.watch.broken };
  } finally {
    await stage.close();
  }
}

function transcriptOf(stage: LifecycleStage): readonly string[] {
  const { events, names } = stage;
  const [first] = events;
  if (!first) return [];
  const readable = readableIds(names);
  return events.filter(isTold).map((event) => {
    const line = readable(printEvent(event, first.time));
    return event.actor === 'cloudformation' ? line.replace(/\w+$|\w+(?=: )/, readableName) : line;
  });
}

/** VPCs by their names, flow logs by numbers, and physical names without what CloudFormation makes up at their end. */
function readableIds(names: ReadonlyMap<string, string>): (line: string) => string {
  const flowLogs = new Map<string, string>();
  const numbered = (id: string): string => {
    const number = flowLogs.get(id) ?? `fl-${flowLogs.size + 1}`;
    flowLogs.set(id, number);
    return number;
  };
  return (line) =>
    [...names]
      .reduce((text, [id, name]) => text.replaceAll(id, name), line)
      .replace(/fl-[0-9a-f]{17}/g, numbered)
      .replace(/-[0-9a-f]{12}\b/g, '-…');
}

/** Verdicts and how executions begin and end; not each step of theirs, and no schedule. */
function isTold({ actor, vpcId, text }: TraceEvent): boolean {
  switch (actor) {
    case 'cloudformation':
    case 'scenario':
      return true;
    case 'config':
      return vpcId !== undefined;
    case 'automation':
      return text.startsWith('execution');
    case 'lambda':
      return text.includes('failed') || text.includes('lost');
    case 'ec2':
    case 'securityhub':
      return false;
  }
}

export function printLifecycle({ scenario, transcript, broken }: PlayedLifecycle): string {
  const verdict =
    broken.length === 0
      ? 'held: every invariant'
      : broken.map(({ invariant, text }) => `BROKEN: ${LIFECYCLE_INVARIANTS[invariant]}: ${text}`).join('\n');
  return [`# ${scenario.title}`, ...transcript, verdict].join('\n');
}
