import type { Evidence } from '../evidence';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './built-assets';
import { embed } from './data/embedded';
import { vpcRows } from './table/vpc-row';
import { escapeHtml, toHtml } from './to-html';
import { body } from './views/body';

/** Nothing is loaded, nothing is sent, and nothing runs but the page's own script: no text from AWS can become markup. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}'`,
  `script-src '${SCRIPT_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b57a4'/%3E%3Cpath d='M3.5 8.5l3 3 6-7' fill='none' stroke='%23fff' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E";

/** One HTML document that needs no other file and no network: `evidence.html`. */
export const renderPage = (evidence: Evidence): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>VPC flow logs: evidence for Security Hub EC2.6, ${escapeHtml(evidence.generatedAt.slice(0, 10))}</title>
<link rel="icon" href="${ICON}">
<style>${STYLE}</style>
</head>
<body>
${body(evidence, vpcRows(evidence)).map(toHtml).join('\n')}
<script type="application/json" id="evidence">${embed(evidence)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
