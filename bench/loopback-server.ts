/** The AWS of the bench, in a process of its own so that its work is not the function's. Told by its parent what to hold. */
import type { DecodedRequest } from '../sandbox/wire/protocol';
import { estateOf } from './estate';
import { serve } from './latency-server';
import type { ServerReply, ServerRequest, Tally } from './loopback';
import { renderedAnswers } from './rendered-answers';

type Answers = ReturnType<typeof renderedAnswers>;
type Counts = Map<string, number>;

const estates = new Map<number, Answers>();
let answers: Answers | undefined;
const calls: Counts = new Map();
const evaluations: Counts = new Map();

const add = (counts: Counts, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

function count({ operation, input }: DecodedRequest): void {
  add(calls, operation);
  if (operation !== 'PutEvaluations' || !Array.isArray(input['Evaluations'])) return;
  for (const { ComplianceType } of input['Evaluations']) add(evaluations, ComplianceType);
}

function takeTally(): Tally {
  const tally = { calls: Object.fromEntries(calls), evaluations: Object.fromEntries(evaluations) };
  calls.clear();
  evaluations.clear();
  return tally;
}

function play(vpcs: number): void {
  answers = estates.get(vpcs) ?? renderedAnswers(estateOf(vpcs));
  estates.set(vpcs, answers);
}

const reply = (message: ServerReply): void => {
  process.send?.(message);
};

process.on('message', (request: ServerRequest) => {
  switch (request.kind) {
    case 'play':
      play(request.vpcs);
      return reply({ kind: 'playing' });
    case 'take-tally':
      return reply({ kind: 'tally', tally: takeTally() });
  }
});
process.on('disconnect', () => process.exit());
void serve((request) => {
  if (answers === undefined) throw new Error('asked before there is an estate');
  return answers(request, count);
}).then((url) => reply({ kind: 'listening', url }));
