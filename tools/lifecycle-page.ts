import { readFileSync, writeFileSync } from 'node:fs';
import {
  LIFECYCLE_SCENARIOS,
  type PlayedLifecycle,
  playLifecycle,
} from '../sandbox/scenarios/lifecycle/play';
import { LIFECYCLE_INVARIANTS } from '../sandbox/scenarios/lifecycle/watch';
import { REHEARSAL_START } from '../sandbox/scenarios/play';
import { fillBlocks } from './generated-blocks';
import { markdownTable } from './markdown-table';
import { Synthesizer } from './synthesize';

const FILE = 'docs/lifecycle.md';

/** More of one kind in a row are told by their number. */
const MOST_IN_A_ROW = 3;

/** Fills the tables and transcripts of docs/lifecycle.md; transcripts go by the names of their scenarios. */
export function fillLifecyclePage(page: string, played: readonly PlayedLifecycle[]): string {
  const transcripts = played.map(({ scenario, transcript }): [string, string] => [
    scenario.name.replaceAll('-', '_'),
    ['```text', ...withoutRows(transcript), '```'].join('\n'),
  ]);
  return fillBlocks(page, {
    invariants: Object.values(LIFECYCLE_INVARIANTS)
      .map((text) => `- ${text}`)
      .join('\n'),
    scenarios: markdownTable(
      ['change', 'what happens', '`--only`', 'held'],
      played.map(({ scenario, broken }) => [
        ...[scenario.title, scenario.shows, `\`${scenario.name}\``],
        broken.length === 0 ? 'yes' : 'NO',
      ]),
    ),
    ...Object.fromEntries(transcripts),
  });
}

/** CloudFormation's events of one instant and kind, where there are many. */
function withoutRows(transcript: readonly string[]): readonly string[] {
  const kinds = transcript.map(
    (line) => /^.*cloudformation {2}(?:CREATE|UPDATE|DELETE)_COMPLETE/.exec(line)?.[0],
  );
  return transcript.flatMap((line, index) => {
    const kind = kinds[index];
    if (kind === undefined) return [line];
    const first = kinds.findLastIndex((each, at) => at < index && each !== kind) + 1;
    const after = kinds.findIndex((each, at) => at > index && each !== kind);
    const count = (after < 0 ? kinds.length : after) - first;
    if (count <= MOST_IN_A_ROW) return [line];
    return index === first ? [`${kind} of ${count} resources`] : [];
  });
}

/** Plays every scenario and brings the page up to date. The function must be bundled before. */
export async function writeLifecyclePage(): Promise<void> {
  const synthesizer = await Synthesizer.open();
  const played: PlayedLifecycle[] = [];
  try {
    for (const scenario of LIFECYCLE_SCENARIOS)
      played.push(await playLifecycle(scenario, { start: REHEARSAL_START }, synthesizer.synthesize));
  } finally {
    await synthesizer.close();
  }
  writeFileSync(FILE, fillLifecyclePage(readFileSync(FILE, 'utf8'), played));
}
