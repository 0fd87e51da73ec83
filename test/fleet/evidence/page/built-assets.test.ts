import { readFileSync } from 'node:fs';
import { SCRIPT, STYLE } from '../../../../fleet/evidence/page/built-assets';
import { BUILT_ASSETS, buildEvidencePage } from '../../../../tools/build-evidence-page';

test('what the page carries was built of its sources, as npm run page does', async () => {
  const built = await buildEvidencePage();
  expect(readFileSync(BUILT_ASSETS, 'utf8') === built).toBe(true);
});

test('nothing in the script makes markup or code of text, or calls out', () => {
  expect(SCRIPT).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bimport\(/,
  );
});

test('the script and the style cannot end their elements', () => {
  expect(SCRIPT).not.toMatch(/<\/script|<!--/i);
  expect(STYLE).not.toMatch(/<\/style|<!--/i);
});

test('the style loads nothing', () => {
  expect(STYLE.match(/url\([^)]*\)|@import|@font-face/g)).toEqual([
    'url(#pattern-gap)',
    'url(#pattern-unknown)',
    'url(#pattern-not-applicable)',
  ]);
});
