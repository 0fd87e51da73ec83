import { sleepSeconds } from '../automation/sleep';
import type { ConfigRule } from '../config/state';
import type { RegionState, World } from '../world';
import { FASTEST } from './flags';

/** What a rule does about a new VPC without flow logs, in virtual seconds from its creation. */
export interface Outlook {
  readonly ruleName: string;
  /** Undefined where the rule hears of a new VPC by its schedule only. */
  readonly judgedAfter: number | undefined;
  /** Undefined where nobody creates a flow log by themselves, or the rule hears of it by its schedule only. */
  readonly coveredAfter: number | undefined;
}

export const outlooks = (world: World, region: RegionState): readonly Outlook[] =>
  [...region.config.rules.values()].map((rule) => outlook(world, region, rule));

function outlook({ delays }: World, region: RegionState, rule: ConfigRule): Outlook {
  const judgedAfter = listensTo(rule, 'AWS::EC2::VPC') ? delays.recording : undefined;
  const creation = secondsUntilCreation(region, rule);
  const coveredAfter =
    judgedAfter !== undefined && creation !== undefined && listensTo(rule, 'AWS::EC2::FlowLog')
      ? judgedAfter + delays.remediation + creation + delays.recording
      : undefined;
  return { ruleName: rule.name, judgedAfter, coveredAfter };
}

const listensTo = ({ messageTypes, resourceTypes }: ConfigRule, type: string): boolean =>
  messageTypes.includes('ConfigurationItemChangeNotification') && resourceTypes.includes(type);

/** What the document sleeps before its first API call; what its calls take does not count beside that. */
function secondsUntilCreation(region: RegionState, { remediation }: ConfigRule): number | undefined {
  if (!remediation?.automatic) return undefined;
  const steps = region.documents.get(remediation.documentName)?.content.steps ?? [];
  const creation = steps.findIndex(({ action }) => action === 'aws:executeAwsApi');
  if (creation < 0) return undefined;
  return steps
    .slice(0, creation)
    .filter(({ action }) => action === 'aws:sleep')
    .map(({ inputs }) => sleepSeconds(String(inputs['Duration'])))
    .reduce<number>((total, seconds) => total + (typeof seconds === 'number' ? seconds : 0), 0);
}

const SPEEDS = [30, 60, 120, 300, 600, 1200];
/** Real seconds that someone watches for. */
const PATIENCE = 40;

/** The slowest usual speed at which every rule covers a new VPC while someone watches. */
export function usualSpeed(all: readonly Outlook[]): number {
  const longest = Math.max(0, ...all.map(({ coveredAfter = 0 }) => coveredAfter));
  return SPEEDS.find((speed) => longest / speed <= PATIENCE) ?? FASTEST;
}
