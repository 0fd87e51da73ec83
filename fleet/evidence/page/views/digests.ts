import { h, type TreeElement } from '../tree';

/** Files that are written with this page, and how to see that none of them was changed. */
export const digests = (): TreeElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'digests-title', id: 'digests' },
    h('h2', { id: 'digests-title' }, 'Files and their digests'),
    h(
      'p',
      {},
      'The same evidence stands in ',
      h('code', {}, 'evidence.json'),
      ' (everything, for programs) and ',
      h('code', {}, 'evidence.csv'),
      ' (a row for each VPC). ',
      h('code', {}, 'SHA256SUMS'),
      ' holds the digest of each file, of this one too. Have it sent apart from the files, and compare, in their folder:',
    ),
    h(
      'dl',
      { class: 'commands' },
      h('div', {}, h('dt', {}, 'Linux'), h('dd', {}, h('code', {}, 'sha256sum --check SHA256SUMS'))),
      h('div', {}, h('dt', {}, 'macOS'), h('dd', {}, h('code', {}, 'shasum -a 256 --check SHA256SUMS'))),
      h(
        'div',
        {},
        h('dt', {}, 'Windows'),
        h('dd', {}, h('code', {}, 'Get-FileHash evidence.html, evidence.json, evidence.csv')),
      ),
    ),
  );
