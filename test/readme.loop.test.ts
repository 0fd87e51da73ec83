import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillReadme } from '../tools/readme';
import { ASSEMBLY, ROOT } from './assembly';

it('the tables and transcripts of the README are those of the code (npm run docs brings them up to date)', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(await fillReadme(readme, ASSEMBLY)).toBe(readme);
});
