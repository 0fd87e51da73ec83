import { createHash } from 'node:crypto';
import { sampleEvidence } from '../../../../bench/sample-evidence';
import type { Evidence } from '../../../../fleet/evidence/evidence';
import { renderPage } from '../../../../fleet/evidence/page/render-page';

const evidence = sampleEvidence(300);
const page = renderPage(evidence);

/** What a reader without scripts sees. */
const textOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** A page is too long to be shown by a failing test. */
const says = (text: string, expected: string): boolean => text.includes(expected);

const elements = (html: string, tag: string): readonly string[] =>
  [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text = '']) => text);

const policyOf = (html: string): string => /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

describe('the first screen, without a script', () => {
  const text = textOf(page);
  const { covered, gap, unknown } = evidence.summary.standings;

  test.each([
    ['the share', '90.2 %'],
    ['what it is a share of', `${covered} of ${covered + gap} VPCs covered`],
    ['the gaps', `${gap} ✕ Gap`],
    ['what is unknown', `${unknown} ? Unknown`],
    ['what does not apply', '– Not applicable'],
    ['that the share leaves out what is unknown', 'The share leaves out what is unknown'],
    ['why it is unknown', 'the role flow-logs-audit cannot be assumed'],
    ['when', '2026-11-21 09:46:58 UTC'],
    ['by whom', 'arn:aws:sts::111122220000:assumed-role/security-audit/auditor'],
    ['which requirements', 'exemptTagKey=flow-logs-exempt-until'],
    ['which accounts', '111122227919'],
    ['which Regions', 'eu-central-1'],
    ['the files to compare with', 'SHA256SUMS'],
    ['what it does not prove', 'Flow logs are not retroactive'],
    ['which controls', 'NIST SP 800-171 Rev. 2'],
    ['which sources are off', 'the account is not subscribed to Security Hub'],
  ])('tells %s', (_, expected) => {
    expect(says(text, expected)).toBe(true);
  });

  test('lists the first VPCs, gaps before all others', () => {
    const standings = [...page.matchAll(/<tr role="row" class="vpc ([a-z-]+)"/g)].map(
      ([, standing]) => standing,
    );
    expect(standings).toHaveLength(50);
    expect(standings.slice(0, gap).every((standing) => standing === 'gap')).toBe(true);
  });
});

const withSummary = (summary: Partial<Evidence['summary']>, others: Partial<Evidence> = {}): string =>
  textOf(renderPage({ ...evidence, ...others, summary: { ...evidence.summary, ...summary } }));

describe('the share', () => {
  test('is not 100 % while there is one gap in many', () => {
    expect(says(withSummary({ coveredShare: 99_999 / 100_000 }), 'What is covered 99.9 %')).toBe(true);
  });

  test('is no number when nothing could be judged', () => {
    expect(says(withSummary({ coveredShare: null }), 'None judged')).toBe(true);
  });

  test('stands without a warning only when everything could be read', () => {
    const standings = { ...evidence.summary.standings, unknown: 0 };
    expect(says(withSummary({ standings }, { unknown: [] }), 'could be read')).toBe(true);
    expect(says(withSummary({ standings }, { unknown: [] }), 'The share leaves out')).toBe(false);
    expect(says(withSummary({ standings }), 'The share leaves out')).toBe(true);
  });
});

describe('the policy of the page', () => {
  const policy = policyOf(page);

  test.each(["default-src 'none'", "base-uri 'none'", "form-action 'none'", "trusted-types 'none'"])(
    'says %s',
    (directive) => {
      expect(policy.split('; ')).toContain(directive);
    },
  );

  test.each(['script', 'style'])('lets the one %s of the page be used, by its hash', (tag) => {
    const hashes = elements(page, tag).map((text) => createHash('sha256').update(text).digest('base64'));
    expect(hashes).toHaveLength(1);
    expect(policy).toContain(`${tag}-src 'sha256-${hashes[0]}'`);
  });

  test('stands before anything that it rules', () => {
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.search(/<(style|script|link|title)/));
  });

  test('is kept: no attribute of the page is a script, a style or loads anything', () => {
    const markup = page.replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
    const attributes = [...markup.matchAll(/ ([a-z:-]+)="/gi)].map(([, name]) => name);
    expect(attributes.filter((name) => /^(on|src|style|action|formaction|xlink)/.test(name ?? ''))).toEqual(
      [],
    );
    const targets = [...markup.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(
      targets.filter((target) => !/^(#|https:\/\/docs\.aws\.amazon\.com\/|data:image\/svg)/.test(target)),
    ).toEqual([]);
  });
});

test('nothing of an empty estate is missing but its VPCs', () => {
  const text = withSummary(
    {
      accounts: 0,
      regions: 0,
      vpcs: 0,
      coveredShare: null,
      standings: { covered: 0, gap: 0, unknown: 0, 'not-applicable': 0 },
      reasons: {},
    },
    { regions: [], unknown: [], controls: [], requirements: [] },
  );
  expect(says(text, 'No VPC was found.')).toBe(true);
  expect(text.match(/NaN|Infinity|undefined/)).toBeNull();
});

test('the page is the same for the same evidence', () => {
  expect(renderPage(sampleEvidence(300)) === page).toBe(true);
});
