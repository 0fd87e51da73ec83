import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
export const PAGE = readFileSync(join(ROOT, 'docs', 'operator-runbook.md'), 'utf8');

export interface Section {
  readonly heading: string;
  readonly text: string;
}

/** What stands below each heading of this level, up to the next one of the same or a higher level. */
function sectionsOf(page: string, level: 2 | 3): readonly Section[] {
  const mark = '#'.repeat(level);
  return page
    .split(new RegExp(`^(?=#{1,${level}} )`, 'm'))
    .filter((part) => part.startsWith(`${mark} `))
    .map((part) => ({
      heading: part.slice(level + 1, part.indexOf('\n')),
      text: part.slice(part.indexOf('\n')),
    }));
}

export function chapter(heading: string): readonly Section[] {
  const found = sectionsOf(PAGE, 2).find((section) => section.heading === heading);
  if (!found) throw new Error(`the page has no chapter ${heading}`);
  return sectionsOf(found.text, 3);
}

export const headingsOf = (sections: readonly Section[]): readonly string[] =>
  sections.map(({ heading }) => heading);

export function sectionOf(sections: readonly Section[], heading: string): string {
  const found = sections.find((section) => section.heading === heading);
  if (!found) throw new Error(`the page has no section ${heading}`);
  return found.text;
}

/** As GitHub names the anchors of headings. */
export const slugsOf = (page: string): readonly string[] =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
