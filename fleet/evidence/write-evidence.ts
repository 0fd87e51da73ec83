import { createHash, type Hash } from 'node:crypto';
import { showValue } from '../../policy';
import type { Surroundings } from '../surroundings';
import { UserMistake } from '../user-mistake';
import type { EvidenceFile } from './evidence-files';

/** Of `sha256sum`, by which the others are checked: `sha256sum -c SHA256SUMS`. */
export const CHECKSUMS = 'SHA256SUMS';

export interface WrittenFile {
  readonly name: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
}

/** What writing takes of the surroundings: none of an evidence is seen before all of it is written. */
export type FolderAccess = Pick<Surroundings, 'writeFile' | 'rename'>;

/** Characters that are written at once. */
const PIECE = 65_536;

function* hashed(content: Iterable<string>, hash: Hash): Generator<string, void, undefined> {
  let piece = '';
  for (const each of content) {
    piece += each;
    if (piece.length < PIECE) continue;
    hash.update(piece);
    yield piece;
    piece = '';
  }
  hash.update(piece);
  yield piece;
}

/** Whether a folder holds an earlier evidence, which a new one replaces. */
export async function holdsEvidence(
  folder: string,
  { readFile }: Pick<Surroundings, 'readFile'>,
): Promise<boolean> {
  const sums = await readFile(pathIn(folder, CHECKSUMS)).catch((error: unknown) => {
    throw unusable(folder, 'read', error);
  });
  if (sums === undefined) return false;
  if (!/^[0-9a-f]{64} [ *]evidence\.json$/m.test(sums))
    throw new UserMistake(
      `--out: got ${showValue(folder)}, allowed: a folder without a ${CHECKSUMS} of other files; name another one`,
    );
  return true;
}

/**
 * Other files of the folder stay as they are. The checksums come last: a folder that was left half written does not check.
 */
export async function writeEvidence(
  folder: string,
  files: Iterable<EvidenceFile>,
  { writeFile, rename }: FolderAccess,
): Promise<readonly WrittenFile[]> {
  const ending = '.partial';
  const write = async ({ name, content }: EvidenceFile): Promise<WrittenFile> => {
    const hash = createHash('sha256');
    await writeFile(`${pathIn(folder, name)}${ending}`, hashed(content, hash));
    return { name, sha256: hash.digest('hex') };
  };
  try {
    const written: WrittenFile[] = [];
    for (const file of files) written.push(await write(file));
    const sums = written.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
    const all = [...written, await write({ name: CHECKSUMS, content: sums })];
    for (const { name } of all) await rename(`${pathIn(folder, name)}${ending}`, pathIn(folder, name));
    return all;
  } catch (error) {
    throw unusable(folder, 'written', error);
  }
}

const pathIn = (folder: string, name: string): string => `${folder.replace(/(?<=.)\/+$/, '')}/${name}`;

/** What the operating system says, such as EACCES, is for whoever named the folder; all else is a fault of ours. */
const unusable = (folder: string, done: string, error: unknown): unknown =>
  error instanceof Error && 'code' in error
    ? new UserMistake(
        `--out: got ${showValue(folder)}, which cannot be ${done}: ${error.message}; name a folder that can`,
        { cause: error },
      )
    : error;
