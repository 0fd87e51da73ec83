import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import type { Evidence, EvidenceVpc } from '../../../fleet/evidence/evidence';
import schema from '../../../fleet/evidence/evidence.schema.json';
import { HOSTILE_TEXTS } from './hostile-texts';
import { sampleEvidence } from './sample-evidence';
import { schemaProblems } from './schema-validator';

const TYPES = join(__dirname, '../../../fleet/evidence/evidence.ts');

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

const definitions = schema['$defs'] as Readonly<Record<string, ObjectSchema>>;

/** The members of each interface of the types, and which of them must be there. */
function interfacesOf(file: string): ReadonlyMap<string, readonly (readonly [string, boolean])[]> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const declared = source.statements.filter(ts.isInterfaceDeclaration);
  return new Map(
    declared.map((each) => [
      each.name.text,
      each.members
        .filter(ts.isPropertySignature)
        .map((member) => [member.name.getText(source), member.questionToken === undefined] as const)
        .sort(),
    ]),
  );
}

const membersInSchema = ({ properties = {}, required = [] }: ObjectSchema) =>
  Object.keys(properties)
    .map((name) => [name, required.includes(name)] as const)
    .sort();

describe('the schema and the types name the same members', () => {
  const interfaces = [...interfacesOf(TYPES)];

  test('of every interface', () => {
    expect(interfaces.map(([name]) => name).filter((name) => !(name in definitions))).toEqual([]);
    expect(interfaces.length).toBeGreaterThan(12);
  });

  test.each(interfaces)('%s', (name, members) => {
    expect(membersInSchema(definitions[name] ?? {})).toEqual(members);
    expect(definitions[name]?.additionalProperties).toBe(false);
  });
});

test('the schema says which version of it a file is of', () => {
  expect(schema['$id']).toBe('urn:vpc-flow-logs-compliance:evidence:1');
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(sampleEvidence.schemaVersion).toBe(1);
});

const withVpc = (change: (vpc: EvidenceVpc) => object): unknown => {
  const [region] = sampleEvidence.regions;
  const [vpc] = region?.vpcs ?? [];
  return { ...sampleEvidence, regions: [{ ...region, vpcs: vpc ? [change(vpc)] : [] }] };
};

describe('an evidence is valid', () => {
  test('by hand', () => {
    expect(schemaProblems(sampleEvidence)).toEqual([]);
  });

  test.each(HOSTILE_TEXTS)('with hostile texts: %j', (text) => {
    const hostile = withVpc((vpc) => ({
      ...vpc,
      name: text,
      flowLogs: vpc.flowLogs.map((flowLog) => ({ ...flowLog, deliveryError: text, destination: text })),
      evaluations: vpc.evaluations.map((evaluation) => ({ ...evaluation, annotation: text })),
    }));
    expect(schemaProblems(hostile)).toEqual([]);
  });
});

describe('and is not', () => {
  const BROKEN: readonly (readonly [string, unknown])[] = [
    ['of another version', { ...sampleEvidence, schemaVersion: 2 }],
    ['with a member that is not known', { ...sampleEvidence, note: 'x' }],
    ['without its summary', { ...sampleEvidence, summary: undefined }],
    [
      'with a share of more than all',
      { ...sampleEvidence, summary: { ...sampleEvidence.summary, coveredShare: 1.5 } },
    ],
    ['with a standing that is not known', withVpc((vpc) => ({ ...vpc, standing: 'fine' }))],
    ['with a local time', { ...sampleEvidence, generatedAt: '2026-11-21T09:00:00+01:00' }],
    [
      'with a source that is off for no cause',
      {
        ...sampleEvidence,
        regions: sampleEvidence.regions.map((region) => ({
          ...region,
          sources: { ...region.sources, securityHub: { state: 'off' } },
        })),
      },
    ],
    [
      'with a mapping whose source is no URL',
      {
        ...sampleEvidence,
        controls: [{ framework: 'f', control: 'c', source: 'a book', authority: 'guide' }],
      },
    ],
  ];

  test.each(BROKEN)('%s', (_, evidence) => {
    expect(schemaProblems(evidence)).not.toEqual([]);
  });
});

test('the schema holds whatever texts AWS gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const evidence = withVpc((vpc) => ({ ...vpc, name: text, ownerId: `1${text}` })) as Evidence;
      expect(schemaProblems(evidence)).toEqual([]);
    }),
  );
});
