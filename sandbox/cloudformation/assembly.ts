import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

/** One stack of a cloud assembly, as data: nothing of the app that made it is loaded. */
export interface AssemblyStack {
  readonly stackName: string;
  readonly template: Template;
  /** Folders of the file assets, by their key in the asset bucket. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Rules?: Readonly<Record<string, TemplateRule>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
}

/** What must hold of the place and the parameters before anything is made. */
export interface TemplateRule {
  readonly RuleCondition?: unknown;
  readonly Assertions: readonly { readonly Assert: unknown; readonly AssertDescription?: string }[];
}

export class AssemblyError extends Error {
  constructor(problem: string, cause?: unknown) {
    super(problem, { cause });
    this.name = 'AssemblyError';
  }
}

export function readAssembly(folder: string): readonly AssemblyStack[] {
  const manifestFile = join(folder, 'manifest.json');
  if (!existsSync(manifestFile))
    throw new AssemblyError(`${folder} holds no cloud assembly; run npm run synth first`);
  const artifacts = Object.entries(readJson(manifestFile)['artifacts'] as Readonly<Record<string, Json>>);
  const nested = artifacts.find(([, { type }]) => type === 'cdk:cloud-assembly');
  if (nested) throw new AssemblyError(`${folder}: the sandbox does not model stages, such as ${nested[0]}`);
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  return stacks.map(([id, artifact]) => {
    const properties = artifact['properties'] as Json;
    return {
      stackName: String(properties['stackName'] ?? id),
      template: readJson(join(folder, String(properties['templateFile']))) as unknown as Template,
      assetFolders: readAssets(folder, join(folder, `${id}.assets.json`)),
    };
  });
}

function readAssets(folder: string, file: string): ReadonlyMap<string, string> {
  const files = readJson(file)['files'] as Readonly<Record<string, Json>>;
  return new Map(
    Object.values(files).flatMap((asset) => {
      const source = asset['source'] as { readonly path: string };
      const destinations = Object.values(asset['destinations'] as Readonly<Record<string, Json>>);
      return destinations.map(({ objectKey }) => [String(objectKey), resolve(folder, source.path)] as const);
    }),
  );
}

function readJson(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AssemblyError(`${file} cannot be read: ${why}`, error);
  }
}
