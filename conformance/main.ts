import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Delays } from '../sandbox/assumptions';
import { Sandbox } from '../sandbox/sandbox';
import { playTenVpcs, REHEARSAL_START } from '../sandbox/scenarios/play';
import { CASES } from './cases/all';
import { callWithBoto3 } from './foreign-client';
import { entryProblems, type ListedDifference, reviewDifferences } from './listed-differences';
import { type ListedProblem, problemEntryProblems, reviewProblems } from './listed-problems';
import { startMoto } from './moto';
import { ACCOUNT, REGION } from './place';
import { type PythonEnvironment, pythonEnvironment } from './python-environment';
import { Recording } from './recording';
import { type Replayed, replay } from './replay';
import { type Findings, failures, printFindings, summary } from './report';
import { ASSEMBLIES, lintTemplates, SHIPPED, synthesizeKinds, templatesIn } from './templates';
import { Trouble } from './trouble';
import { validate } from './validation';

const listed = <T>(file: string): readonly T[] => JSON.parse(readFileSync(join(__dirname, file), 'utf8'));

/** With a sandbox of its own, of which every exchange is recorded. */
async function inSandbox<T>(
  { onExchange }: Recording,
  use: (sandbox: Sandbox) => Promise<T>,
  delays: Partial<Delays> = {},
): Promise<T> {
  const place = { accountId: ACCOUNT, region: REGION };
  const sandbox = await Sandbox.start({ start: REHEARSAL_START, ...place, onExchange, delays });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

async function replayAll(environment: PythonEnvironment, recording: Recording): Promise<Replayed> {
  const moto = await startMoto(environment, process.env);
  try {
    return await inSandbox(recording, (sandbox) => replay(CASES, moto.url, sandbox));
  } finally {
    await moto.close();
  }
}

async function rehearse(assembly: string, { onExchange }: Recording): Promise<readonly string[]> {
  const { vpcs } = await playTenVpcs(assembly, { start: REHEARSAL_START, onExchange });
  return vpcs
    .filter(({ asScenarioSays }) => !asScenarioSays)
    .map(({ scenario, after }) => `the rehearsal went otherwise than told: ${scenario.title} ended ${after}`);
}

async function check(environment: PythonEnvironment): Promise<Findings> {
  const recordings = { replay: new Recording(), client: new Recording(), rehearsal: new Recording() };
  const replayed = await replayAll(environment, recordings.replay);
  const callAsForeigner = (sandbox: Sandbox) => callWithBoto3(environment, sandbox);
  const client = await inSandbox(recordings.client, callAsForeigner, { flowLogVisible: 0, eventVisible: 0 });
  const assemblies = await synthesizeKinds(process.env);
  const templates = [...assemblies.values()].flatMap(templatesIn);
  const rehearsal = await rehearse(assemblies.get(SHIPPED) ?? '', recordings.rehearsal);
  const files = Object.entries(recordings).map(([name, recording]) =>
    recording.write(join(ASSEMBLIES, 'recordings', `${name}.jsonl`)),
  );
  const differences = listed<ListedDifference>('listed-differences.json');
  const problems = listed<ListedProblem>('listed-problems.json');
  const validation = await validate(environment, files);
  return {
    replayed,
    review: reviewDifferences(replayed.differences, differences),
    entryProblems: [...entryProblems(differences), ...problemEntryProblems(problems)],
    validation,
    problems: reviewProblems(validation.problems, problems),
    templates: templates.length,
    lint: await lintTemplates(environment, templates),
    client,
    rehearsal,
  };
}

async function main(): Promise<number> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const environment = await pythonEnvironment(process.env);
  console.log(`${environment.wasInstalled ? 'installed' : 'found'} ${environment.folder}`);
  const findings = await check(environment);
  console.log(printFindings(findings));
  const found = failures(findings);
  for (const failure of found) console.error(failure);
  console.log(summary(findings));
  return found.length === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Trouble ? `conformance: ${error.message}` : error);
    process.exitCode = 1;
  },
);
