import { readFileSync, writeFileSync } from 'node:fs';
import { playTenVpcs, REHEARSAL_START } from '../sandbox/scenarios/play';
import { printEvent, printPlayed } from '../sandbox/scenarios/report';
import type { TraceEvent } from '../sandbox/trace';
import { destinationTable } from './destination-table';
import { fillBlocks } from './generated-blocks';
import { permissionsTable } from './permissions-table';
import { reasonsTable } from './reasons-table';

/** The story of one VPC, from a real run: what Config and Automation did about the new VPC. */
async function rehearsal(assemblyFolder: string): Promise<Readonly<Record<string, string>>> {
  const events: TraceEvent[] = [];
  const played = await playTenVpcs(assemblyFolder, {
    start: REHEARSAL_START,
    onEvent: (event) => events.push(event),
  });
  const vpcId = played.vpcs.at(-1)?.scenario.vpcId;
  const story = events
    .filter((event) => event.vpcId === vpcId)
    .map((event) => printEvent(event, REHEARSAL_START));
  return { story: fenced(story.join('\n')), rehearsal: fenced(printPlayed(played)) };
}

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

/** Fills the blocks of the README; a name that nothing generates is refused. */
export const fillReadme = async (readme: string, assemblyFolder: string): Promise<string> =>
  fillBlocks(readme, {
    destinations: destinationTable(),
    reasons: reasonsTable(),
    permissions: permissionsTable(assemblyFolder),
    ...(await rehearsal(assemblyFolder)),
  });

/** Brings the README up to date with the code and with cdk.out. */
export async function writeReadme(): Promise<void> {
  writeFileSync('README.md', await fillReadme(readFileSync('README.md', 'utf8'), 'cdk.out'));
}
