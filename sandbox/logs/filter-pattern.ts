import { notModelled } from '../operation';

/**
 * Terms of a filter pattern: all plain ones, any of those with `?`, none of those with `-`; quotes keep words together.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[%]/.test(text)) throw notModelled('filter patterns for JSON, columns and regular expressions');
  const terms = [...text.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(
    ([, sign = '', quoted, plain = '']) => ({ sign, term: quoted ?? plain }),
  );
  const termsOf = (wanted: string): readonly string[] =>
    terms.filter(({ sign }) => sign === wanted).map(({ term }) => term);
  const [all, any, none] = [termsOf(''), termsOf('?'), termsOf('-')];
  // AWS takes no notice of optional terms beside others.
  const optional = all.length + none.length > 0 ? [] : any;
  return (message) =>
    all.every((term) => message.includes(term)) &&
    !none.some((term) => message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term)));
}
