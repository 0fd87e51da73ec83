/** What AWS takes as a name, a tag or a message, and what would be made of it where it is not escaped. */
export const HOSTILE_TEXTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '=HYPERLINK("http://evil.example","here")',
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\u001b[2J\u001b[31mgone',
  'two\r\nlines',
  '\u202Egnp.exe',
  '\u2028\u2029',
  '\uD800 alone',
  'quote " and, comma',
  '\u0000',
  '',
] as const;
