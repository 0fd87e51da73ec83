import { costOf, PRICES } from '../../fleet/prices';
import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import type { Figure } from '../figure';
import { sumOf } from '../loopback';
import { dollars, seconds } from '../numbers';
import { remediateCoveredVpc, remediateNewVpc } from '../remediation/our-document';
import { remediateCoveredVpcAsPublished, remediateNewVpcAsPublished } from '../remediation/published-runbook';
import type { Remediated } from '../remediation/remediated';
import { withStacks } from '../remediation/with-stacks';
import { atMost, between, type Goal, type Row, row } from '../row';

/** In the place that the sandbox is in. */
const STREAM_ARN = 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/flow-logs';

const DESTINATIONS = [
  ['S3', { type: 's3' }],
  ['CloudWatch Logs', { type: 'cloud-watch-logs' }],
  ['Firehose', { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM_ARN }],
] as const;

/** The function is invoked, and asks for the VPC and its flow logs. */
const CALLS_OF_A_JUDGEMENT = 3;
const CREATION = 1;

export const remediation: Figure = {
  name: 'remediation',
  note:
    'Remediation of one VPC (settleMinutes 0): played in the sandbox on its virtual time, in which Config records after ' +
    '60 s and remediates 60 s later, a call takes 1 s and a judgement 2 s, and EC2 shows a flow log after 10 s. "Published" ' +
    'are the calls of ASR-EnableVPCFlowLogs, one script that makes a log group, looks until it is there, creates flow logs ' +
    'and looks until they are ACTIVE, begun at the same moment; the tagging steps of newer releases, the runbooks that ' +
    'call it and the periodic rule that starts them are left out, which flatters it. Ours makes one call more, takes more steps, which are charged one by one, ' +
    'and ends later: it judges before and after, and waits for EC2 once instead of asking every 5 s. For that it touches ' +
    'nothing that is covered, where the published one creates a second flow log, of REJECT only, and a log group.',
  measure: () =>
    withStacks(async (synthesize) => {
      const rows: Row[] = [];
      for (const [title, destination] of DESTINATIONS) {
        const stack = await synthesize({ destination, remediation: { settleMinutes: 0 } });
        rows.push(...(destination.type === 's3' ? await compared(stack) : await alone(title, stack)));
      }
      return rows;
    }),
};

async function compared(stack: AssemblyStack): Promise<readonly Row[]> {
  const ours = await remediateNewVpc(stack);
  const theirs = await remediateNewVpcAsPublished(ours.startedAfter);
  const covered = await remediateCoveredVpc(stack);
  const theirsCovered = await remediateCoveredVpcAsPublished();
  return [
    against('remediation of one VPC: API calls', exactly(CREATION, 2), callsOf, ours, theirs),
    against('remediation of one VPC: Automation steps', STEPS, stepsOf, ours, theirs),
    against(
      'remediation of one VPC: its steps and script cost',
      atMost(0.02, dollars),
      priceOf,
      ours,
      theirs,
      dollars,
    ),
    against(
      'remediation of one VPC: from CreateVpc to the flow log',
      noLaterThan(theirs),
      createdAfter,
      ours,
      theirs,
      seconds,
    ),
    against(
      'remediation of one VPC: from its beginning to its end',
      atMost(60, seconds),
      lengthOf,
      ours,
      theirs,
      seconds,
    ),
    against(
      'remediation of a VPC that is covered: API calls',
      exactly(0, 1),
      callsOf,
      covered,
      theirsCovered,
    ),
    against(
      'remediation of a VPC that is covered: flow logs added',
      between(0, 0),
      added,
      covered,
      theirsCovered,
    ),
  ];
}

async function alone(title: string, stack: AssemblyStack): Promise<readonly Row[]> {
  const ours = await remediateNewVpc(stack);
  const calls = callsOf(ours);
  const what = `remediation of one VPC, to ${title}: API calls`;
  return [row(what, calls, exactly(CREATION, 2), { measured: `${calls} in ${stepsOf(ours)} steps` })];
}

const callsOf = ({ calls }: Remediated): number => sumOf(calls);
const stepsOf = ({ steps }: Remediated): number => steps;
const lengthOf = ({ seconds: length }: Remediated): number => length;
const createdAfter = ({ flowLogAfter }: Remediated): number => flowLogAfter ?? Number.POSITIVE_INFINITY;
/** The VPC had one. */
const added = ({ flowLogs }: Remediated): number => flowLogs - 1;

const priceOf = ({ steps, scriptSeconds }: Remediated): number =>
  costOf(PRICES.automationStep, steps) + costOf(PRICES.scriptSecond, scriptSeconds);

const exactly = (creations: number, judgements: number): Goal => {
  const calls = creations + judgements * CALLS_OF_A_JUDGEMENT;
  return {
    ...between(calls, calls),
    text: `${creations} + ${judgements} × ${CALLS_OF_A_JUDGEMENT} = ${calls}`,
  };
};

/** Two judgements, each with the branch on it, the creation, the pause before EC2 shows it, and the end. */
const STEPS: Goal = { ...between(7, 7), text: '2 × 2 + 1 + 1 + 1 = 7' };

const noLaterThan = (theirs: Remediated): Goal => ({
  ...atMost(createdAfter(theirs), seconds),
  text: 'no later than the published',
});

function against(
  what: string,
  goal: Goal,
  value: (played: Remediated) => number,
  ours: Remediated,
  theirs: Remediated,
  print: (value: number) => string = String,
): Row {
  const measured = `${print(value(ours))} (published: ${print(value(theirs))})`;
  return row(what, value(ours), goal, { measured });
}
