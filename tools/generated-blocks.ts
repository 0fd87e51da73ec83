import { readFileSync, writeFileSync } from 'node:fs';

/** Fills every block between `<!-- generated: name -->` and `<!-- end -->`; a name that nothing generates is refused. */
export const fillBlocks = (page: string, blocks: Readonly<Record<string, string>>): string =>
  page.replace(/<!-- generated: (\w+) -->[\s\S]*?<!-- end -->/g, (_, name: string) => {
    const block = blocks[name];
    if (block === undefined) throw new Error(`the page asks for ${name}, which nothing generates`);
    return `<!-- generated: ${name} -->\n\n${block}\n\n<!-- end -->`;
  });

/** Brings a page up to date, where it is. */
export const rewrite = (file: string, fill: (page: string) => string): void =>
  writeFileSync(file, fill(readFileSync(file, 'utf8')));
