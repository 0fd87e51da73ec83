import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../../../fleet/evidence/evidence';
import { evidenceCsv } from '../../../fleet/evidence/evidence-csv';
import { evidenceFiles } from '../../../fleet/evidence/evidence-files';
import { evidenceJson } from '../../../fleet/evidence/evidence-json';
import { holdsEvidence, writeEvidence } from '../../../fleet/evidence/write-evidence';
import { HOSTILE_TEXTS } from './hostile-texts';
import { sampleEvidence } from './sample-evidence';
import { schemaProblems } from './schema-validator';
import { checkSums } from './sha256sum';

const FILES = ['SHA256SUMS', 'evidence.csv', 'evidence.html', 'evidence.json', 'evidence.schema.json'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = () => writeEvidence(folder, evidenceFiles(sampleEvidence), { writeFile, rename });
const inFolder = (name: string): string => readFileSync(join(folder, name), 'utf8');
const check = (): string => checkSums(folder);

/** With a text wherever AWS gives one. */
function withTexts(text: string): Evidence {
  const [region] = sampleEvidence.regions;
  if (!region) throw new Error('the sample has no Region');
  const vpcs = region.vpcs.map((vpc) => ({
    ...vpc,
    name: text,
    verdicts: vpc.verdicts.map((verdict) => ({ ...verdict, annotation: `of ${text}` })),
    flowLogs: vpc.flowLogs.map((flowLog) => ({ ...flowLog, destination: text })),
    ec26: { ...vpc.ec26, explanation: `of ${text}` },
  }));
  return { ...sampleEvidence, regions: [{ ...region, vpcs }] };
}

describe('the folder', () => {
  test('holds the evidence, and sha256sum finds it as it was written', async () => {
    await write();
    expect(readdirSync(folder).sort()).toEqual(FILES);
    expect(check().trim().split('\n').sort()).toEqual(FILES.slice(1).map((name) => `${name}: OK`));
  });

  test('does not check when a file was changed', async () => {
    await write();
    writeFileSync(join(folder, 'evidence.csv'), inFolder('evidence.csv').replace('covered', 'Covered'));
    expect(check).toThrow();
  });

  test('is the same again, byte by byte', async () => {
    await write();
    const before = inFolder('SHA256SUMS');
    await write();
    expect(inFolder('SHA256SUMS')).toBe(before);
  });

  test('keeps its other files', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await write();
    expect(inFolder('notes.txt')).toBe('mine');
  });

  test('keeps an earlier evidence whole when a later one cannot be written', async () => {
    await write();
    const other = { ...sampleEvidence, generatedBy: 'arn:aws:iam::111122223333:user/other' };
    const noSpace = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    const failing = async (path: string, content: string | Iterable<string>): Promise<void> => {
      if (path.includes('evidence.json')) throw noSpace;
      await writeFile(path, content);
    };
    await expect(writeEvidence(folder, evidenceFiles(other), { writeFile: failing, rename })).rejects.toThrow(
      'ENOSPC',
    );
    expect(check().match(/: OK$/gm)).toHaveLength(4);
  });

  test('does not check when it ends between two of its files', async () => {
    await write();
    const other = { ...sampleEvidence, generatedBy: 'arn:aws:iam::111122223333:user/other' };
    const ending = async (from: string, to: string): Promise<void> => {
      if (to.endsWith('SHA256SUMS')) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
      await rename(from, to);
    };
    await expect(writeEvidence(folder, evidenceFiles(other), { writeFile, rename: ending })).rejects.toThrow(
      'EIO',
    );
    expect(check).toThrow();
  });

  const readFile = (content: string | undefined) => ({ readFile: () => Promise.resolve(content) });

  test('is known to hold an earlier evidence by its checksums', async () => {
    await write();
    await expect(holdsEvidence(folder, readFile(inFolder('SHA256SUMS')))).resolves.toBe(true);
    await expect(holdsEvidence(folder, readFile(undefined))).resolves.toBe(false);
  });

  test('with checksums of other files is refused before anything is asked', async () => {
    const sums = `${'0'.repeat(64)}  release.tar.gz\n`;
    await expect(holdsEvidence(folder, readFile(sums))).rejects.toThrow('allowed: a folder without');
  });

  test('that cannot be written is a mistake of whoever named it, with the cause', async () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    await expect(
      writeEvidence('/root', evidenceFiles(sampleEvidence), {
        writeFile: () => Promise.reject(denied),
        rename,
      }),
    ).rejects.toThrow(/--out: got "\/root", which cannot be written: EACCES/);
  });
});

describe('evidence.json', () => {
  const read = (evidence: Evidence): unknown => JSON.parse([...evidenceJson(evidence)].join(''));

  test('holds all of the evidence, and is valid by the schema beside it', async () => {
    await write();
    expect(JSON.parse(inFolder('evidence.json'))).toEqual(JSON.parse(JSON.stringify(sampleEvidence)));
    expect(schemaProblems(JSON.parse(inFolder('evidence.json')))).toEqual([]);
    expect(JSON.parse(inFolder('evidence.schema.json'))['$id']).toBe(
      'urn:vpc-flow-logs-compliance:evidence:1',
    );
  });

  test.each(HOSTILE_TEXTS)('holds %j as it came, and nothing that a terminal obeys', (text) => {
    const evidence = withTexts(text);
    expect(read(evidence)).toEqual(JSON.parse(JSON.stringify(evidence)));
    expect([...evidenceJson(evidence)].join('')).not.toMatch(/[^\n\P{C}]|[\p{Zl}\p{Zp}]/u);
    expect(schemaProblems(read(evidence))).toEqual([]);
  });

  test('has a line for each VPC', () => {
    const lines = [...evidenceJson(sampleEvidence)].join('').split('\n');
    expect(lines.filter((line) => line.startsWith('{"vpcId":'))).toHaveLength(4);
  });

  test('of nothing is valid', () => {
    const nothing = { ...sampleEvidence, regions: [], unknown: [] };
    expect(read(nothing)).toEqual(JSON.parse(JSON.stringify(nothing)));
  });
});

/** As a spreadsheet reads it. */
const cellsOf = (csv: string): readonly (readonly string[])[] =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
    );

describe('evidence.csv', () => {
  test('says of each place that could not be read, and of VPCs that Config does not watch, why', () => {
    const [header = [], ...rows] = cellsOf(evidenceCsv(sampleEvidence));
    const told = rows.map((row) => {
      const cell = (name: string) => row[header.indexOf(name)];
      return [cell('account'), cell('region'), cell('vpc'), cell('standing'), cell('annotation')];
    });
    expect(told.filter(([, , , standing]) => standing === 'unknown')).toEqual([
      [...['444455556666', 'us-east-1', expect.stringMatching(/^vpc-/), 'unknown'], 'there is no recorder'],
      [...['777788889999', '', '', 'unknown'], 'access denied: these credentials may not do sts:AssumeRole'],
    ]);
  });

  test('has a row for each VPC and requirement, and for each place without any, with all columns', () => {
    const [header = [], ...rows] = cellsOf(evidenceCsv(sampleEvidence));
    expect(rows).toHaveLength(5);
    expect(rows.map(({ length }) => length)).toEqual(rows.map(() => header.length));
    const asObject = Object.fromEntries(header.map((name, index) => [name, rows[1]?.[index]]));
    expect(asObject).toMatchObject({
      vpc: 'vpc-0bbbbbbbbbbbbbbb2',
      standing: 'gap',
      requirement: 'all-traffic',
      compliance: 'NON_COMPLIANT',
      reason: 'traffic-type',
      flow_logs: 'fl-0bbbbbbbbbbbbbbb2',
      delivery: 'FAILED',
      config_compliance: 'NON_COMPLIANT',
      remediation: 'FAILED',
      exception_ends_at: '2026-11-28T00:00:00.000Z',
      ec2_6: 'PASSED',
      ec2_6_agreement: 'disagrees',
    });
  });

  test('of a VPC of which nothing may be concluded has no compliance', () => {
    const [header = [], ...rows] = cellsOf(evidenceCsv(sampleEvidence));
    const unknown = rows.find((row) => row[header.indexOf('standing')] === 'unknown');
    expect(unknown?.[header.indexOf('compliance')]).toBe('');
    expect(unknown?.[header.indexOf('requirement')]).toBe('all-traffic');
  });

  test.each(HOSTILE_TEXTS)('makes no formula and no row of %j', (text) => {
    const rows = cellsOf(evidenceCsv(withTexts(text)));
    expect(rows).toHaveLength(6);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

test.each(HOSTILE_TEXTS.filter((text) => text.includes('<')))(
  'evidence.html makes no markup of %j',
  (text) => {
    const files = [...evidenceFiles(withTexts(text))];
    const page = [...(files.find(({ name }) => name === 'evidence.html')?.content ?? [])].join('');
    expect(page).toContain('</html>');
    expect(page).not.toContain(text);
  },
);
