import type { Figure } from '../figure';
import { sumOf } from '../loopback';
import { minutes, whole } from '../numbers';
import { remediateAtOnce } from '../remediation/many-vpcs';
import { withStacks } from '../remediation/with-stacks';
import { between, type Goal, row } from '../row';

const VPCS = 1_000;
/** The share of the non-compliant VPCs that Config remediates at once, as it is shipped. */
const AT_ONCE = VPCS / 10;

export const manyVpcs: Figure = {
  name: 'many-vpcs',
  note:
    'Many VPCs: deployed as shipped (10% at once, settleMinutes 5) into an account in which none has a flow log, with ' +
    "StartAutomationExecution once a second, 100 executions at a time and a queue behind them in the sandbox, and EC2's " +
    'token buckets (reading 100, refilled by 20 a second; changing 50, by 5) in front of it; whoever is throttled asks ' +
    'again as its SDK does. Lost is what no repetition put right.',
  measure: () =>
    withStacks(async (synthesize) => {
      const played = await remediateAtOnce(await synthesize({ destination: { type: 's3' } }), VPCS);
      const { executions, failed, uncovered, surplus, throttled, eventsGivenUp } = played;
      const what = (text: string): string => `${whole(VPCS)} VPCs at once: ${text}`;
      const calls = sumOf(played.calls);
      const passes = Math.ceil(VPCS / AT_ONCE);
      const longest = passes * (played.executionSeconds + AT_ONCE);
      return [
        row(
          what('executions'),
          executions,
          { ...between(VPCS, VPCS), text: `one each, ${whole(VPCS)}` },
          {
            measured: `${whole(executions)}, at most ${played.atOnce} at a time`,
          },
        ),
        row(what('left uncovered'), uncovered, none, { measured: whole(uncovered) }),
        row(what('flow logs beyond one each'), surplus, none, { measured: whole(surplus) }),
        row(what('lost to throttling'), failed + eventsGivenUp, none, {
          measured: `${whole(failed)} executions and ${whole(eventsGivenUp)} events, of ${whole(throttled)} calls that were throttled`,
        }),
        row(what('API calls of the stack'), calls / VPCS, atMostCalls, {
          measured: `${(calls / VPCS).toFixed(1)} each`,
        }),
        row(what('until the last is covered'), played.lastCoveredAfter, within(passes, longest), {
          measured: minutes(played.lastCoveredAfter),
        }),
      ];
    }),
};

const none: Goal = between(0, 0);

/**
 * Three calls for each verdict, of the VPC as it was and of its flow log, three for each of the three judgements of its
 * execution, and one that creates. Beside them are those of the sweep, and what was repeated.
 */
const atMostCalls: Goal = { text: '2 × 3 + 3 × 3 + 1 = 16, at most 17', isMet: (value) => value <= 17 };

/** No pass takes longer than it takes to start its executions and to run one. */
const within = (passes: number, longest: number): Goal => ({
  text: `${passes} passes, at most ${minutes(longest)}`,
  isMet: (value) => value <= longest,
});
