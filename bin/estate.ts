import { parseArgs } from 'node:util';
import { AssemblyError } from '../sandbox/cloudformation/assembly';
import { synthesizeManual } from '../tools/estate-assembly';
import { type PlayedStep, playEstate } from '../tools/estate-play';
import { runCommand } from './run-command';

const HELP = `Plays an operator's afternoon against AWS APIs on loopback: 31 VPCs in four Regions, of which 23 have no flow logs.
The built command line audits them, fills the gaps, audits again, finds nothing left to do and writes the evidence. The
exit code is 1 when anything is otherwise.

  npm run estate
  npm run estate -- --evidence DIR    keep the evidence there, to look at
`;

const ASSEMBLY = 'dist/estate-assembly';
const CLI = 'dist/cli/flow-logs.js';

function print({ command, code, text, problems }: PlayedStep): void {
  console.log(`$ ${command}\n${text.trimEnd()}\n[exit code ${code}]`);
  for (const problem of problems) console.log(`OTHERWISE THAN TOLD: ${problem}`);
  console.log();
}

const OPTIONS = { help: { type: 'boolean' }, evidence: { type: 'string' } } as const;

async function main(): Promise<number> {
  const { help, evidence } = parseArgs({ args: process.argv.slice(2), options: OPTIONS }).values;
  if (help) {
    console.log(HELP);
    return 0;
  }
  await synthesizeManual(ASSEMBLY);
  const { steps, problems } = await playEstate({
    cli: require.resolve(`../${CLI}`),
    assembly: ASSEMBLY,
    onStep: print,
    ...(evidence !== undefined && { evidenceTo: evidence }),
  });
  console.log(
    problems.length === 0
      ? `${steps.length} commands, each as told: 23 gaps found, closed and proven`
      : problems.join('\n'),
  );
  return problems.length === 0 ? 0 : 1;
}

runCommand(main, [AssemblyError]);
