import { toHtml } from '../../../../fleet/evidence/page/to-html';
import { h, link } from '../../../../fleet/evidence/page/tree';

describe('text in HTML', () => {
  test.each([
    ['an element', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['an entity', '&lt;', '&amp;lt;'],
    ['quotes', `"'`, '&quot;&#39;'],
    ['an override of its direction', 'a\u202Ebc', 'a\uFFFDbc'],
    ['an isolate that never ends', 'a\u2066b', 'a\uFFFDb'],
    ['a control of a terminal', 'a\u001b[31mb', 'a\uFFFD[31mb'],
    ['half a character', 'a\ud800b', 'a\uFFFDb'],
    ['an end of line', 'a\r\nb', 'a b'],
    ['a space of no width', 'pay\u200Bments', 'pay\uFFFDments'],
    ['a hyphen that hides', 'pay\u00ADments', 'pay\uFFFDments'],
    ['a text of invisible tags', 'a\u{E0041}b', 'a\uFFFDb'],
  ])('shows %s, and does not obey it', (_, text, shown) => {
    expect(toHtml(h('p', {}, text))).toBe(`<p>${shown}</p>`);
  });

  test.each(['اسم', 'می\u200Cخواهم', '👩‍💻', 'naïve', 'नमस्ते'])(
    'keeps the writing of any language: %s',
    (text) => {
      expect(toHtml(text)).toBe(text);
    },
  );

  test('is escaped in attributes too', () => {
    expect(toHtml(h('p', { class: '" onclick="alert(1)' }, ''))).toBe(
      '<p class="&quot; onclick=&quot;alert(1)"></p>',
    );
  });
});

describe('a link', () => {
  test.each(['https://docs.aws.amazon.com/x', '#vpcs'])('leads to %s', (target) => {
    expect(link(target, 'there').tag).toBe('a');
  });

  test.each([
    'javascript:alert(1)',
    'http://example.com',
    'data:text/html,x',
    ' https://x',
    '//example.com',
    '',
  ])('is none when its target is %j', (target) => {
    expect(link(target, 'there')).toMatchObject({ tag: 'span', attributes: {}, children: ['there'] });
  });
});
