import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import { scenariosBetween } from '../../sandbox/scenarios/lifecycle/between';
import {
  LIFECYCLE_SCENARIOS,
  type PlayedLifecycle,
  playLifecycle,
} from '../../sandbox/scenarios/lifecycle/play';
import { REHEARSAL_START } from '../../sandbox/scenarios/play';
import { fillLifecyclePage } from '../../tools/lifecycle-page';
import { onlyStackOf, Synthesizer } from '../../tools/synthesize';
import { ASSEMBLY, EXISTING_BUCKET_ASSEMBLY, MIXED_ASSEMBLY, ROOT } from '../assembly';
import type { MutableTemplate } from './rehearsal';

// Most scenarios synthesize the app twice, each time in a process of its own.
jest.setTimeout(180_000);

let synthesizer: Synthesizer;
beforeAll(async () => {
  synthesizer = await Synthesizer.open();
});
afterAll(() => synthesizer.close());

const scenarioNamed = (name: string) => {
  const scenario = LIFECYCLE_SCENARIOS.find((each) => each.name === name);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  return scenario;
};

const brokenIn = ({ broken }: PlayedLifecycle) =>
  broken.map(({ invariant, text }) => `${invariant}: ${text}`);

describe('through every change and removal every invariant holds', () => {
  const played: PlayedLifecycle[] = [];

  test.each(LIFECYCLE_SCENARIOS.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const run = await playLifecycle(scenario, { start: REHEARSAL_START }, synthesizer.synthesize);
      played.push(run);
      expect(brokenIn(run)).toEqual([]);
    },
  );

  test('and docs/lifecycle.md tells of them as they are played (npm run docs brings it up to date)', () => {
    const page = readFileSync(join(ROOT, 'docs', 'lifecycle.md'), 'utf8');
    expect(fillLifecyclePage(page, played)).toBe(page);
  });
});

describe('between any two assemblies every invariant holds', () => {
  const pairs: readonly (readonly [string, string, string])[] = [
    ['a bucket of the stack to an existing one', ASSEMBLY, EXISTING_BUCKET_ASSEMBLY],
    ['one requirement to three of all destinations', ASSEMBLY, MIXED_ASSEMBLY],
    ['three requirements to one', MIXED_ASSEMBLY, ASSEMBLY],
  ];

  test.each(
    pairs.flatMap(([name, from, to]) =>
      ['upgrade', 'upgrade-in-flight', 'upgrade-uninstall'].map(
        (scenario) => [name, scenario, from, to] as const,
      ),
    ),
  )('%s: %s', async (_, name, from, to) => {
    const scenario = scenariosBetween(onlyStackOf(from), onlyStackOf(to)).find((each) => each.name === name);
    if (!scenario) throw new Error(`there is no scenario ${name}`);
    const run = await playLifecycle(scenario, { start: REHEARSAL_START }, synthesizer.synthesize);
    expect(brokenIn(run)).toEqual([]);
  });
});

describe('an invariant breaks', () => {
  /** The same app with a mistake in its template. */
  const withMistake =
    (mistake: (template: MutableTemplate) => void) =>
    async (flowLogs: object): Promise<AssemblyStack> => {
      const stack = await synthesizer.synthesize(flowLogs);
      const template = structuredClone(stack.template) as unknown as MutableTemplate;
      mistake(template);
      return { ...stack, template: template as unknown as AssemblyStack['template'] };
    };

  const notRetained =
    (type: string, mark = '') =>
    ({ Resources }: MutableTemplate): void => {
      for (const [id, resource] of Object.entries(Resources))
        if (resource.Type === type && id.includes(mark)) delete resource['DeletionPolicy'];
    };

  test.each<[string, string, (template: MutableTemplate) => void, string]>([
    ['the bucket policy goes with the stack', 'uninstall', notRetained('AWS::S3::BucketPolicy'), 'delivers'],
    ['the bucket does', 'uninstall', notRetained('AWS::S3::Bucket'), 'whole'],
    [
      'the delivery role does',
      'uninstall-log-group',
      notRetained('AWS::IAM::Role', 'DeliveryRole'),
      'delivers',
    ],
    ['the log group does', 'uninstall-log-group', notRetained('AWS::Logs::LogGroup'), 'delivers'],
    [
      'an old delivery role is not kept when it is replaced',
      'role-path',
      ({ Resources }) => {
        for (const resource of Object.values(Resources)) delete resource['UpdateReplacePolicy'];
      },
      'delivers',
    ],
    [
      'a failed creation leaves its log group behind',
      'failed-creation',
      ({ Resources }) => {
        for (const resource of Object.values(Resources))
          if (resource['DeletionPolicy']) resource['DeletionPolicy'] = 'Retain';
      },
      'whole',
    ],
    [
      'a document cannot be updated',
      'required-field',
      ({ Resources }) => {
        for (const { Type, Properties } of Object.values(Resources))
          if (Type === 'AWS::SSM::Document')
            Object.assign(Properties, { Name: 'fixed', UpdateMethod: 'Replace' });
      },
      'whole',
    ],
  ])('where %s', async (_, name, mistake, invariant) => {
    const run = await playLifecycle(scenarioNamed(name), { start: REHEARSAL_START }, withMistake(mistake));
    expect(run.broken.map((each) => each.invariant)).toContain(invariant);
  });
});
