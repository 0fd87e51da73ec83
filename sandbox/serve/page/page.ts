import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

/** Narrow screens last: they overrule. */
const STYLE = ['colors.css', 'page.css', 'rows.css', 'narrow.css'].map(source).join('\n');
const TEMPLATE = source('page.html');

/** One document without any other file: what a browser gets. */
export const PAGE = TEMPLATE.replace('<style></style>', () => `<style>${STYLE}</style>`);

const hashOf = (element: string): string => {
  const [, text = ''] = new RegExp(`<${element}>(.*)</${element}>`, 's').exec(PAGE) ?? [];
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
};

/** Nothing runs but the page's own script, and no text of a caller can become markup. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf('style')}`,
  `script-src ${hashOf('script')}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
