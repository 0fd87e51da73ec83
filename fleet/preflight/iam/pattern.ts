/** Where `*` may stand for a colon as well. */
type Reach = 'text' | 'segment';

/** Whether a text is like a pattern in which `*` is any text and `?` any character. */
export const isLike = (pattern: string, text: string): boolean => matches(pattern, text, 'text');

/**
 * In a resource, `*` stays between two colons unless it ends the segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const isResourceLike = (pattern: string, resource: string): boolean =>
  matches(pattern, resource, 'segment');

/**
 * Each of the six parts of an ARN is compared for itself; undefined when the pattern has not six.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function isArnLike(pattern: string, arn: string): boolean | undefined {
  const wanted = sixParts(pattern);
  const parts = sixParts(arn);
  if (wanted === undefined) return undefined;
  return parts !== undefined && wanted.every((part, index) => isLike(part, parts[index] ?? ''));
}

/** The last part may have colons of its own. */
function sixParts(arn: string): readonly string[] | undefined {
  const parts = arn.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * In time of the two lengths' product: a policy is somebody else's text, on which a regular expression could take
 * exponential time.
 */
function matches(pattern: string, text: string, reach: Reach): boolean {
  // By length: whether the pattern so far is like that much of the text.
  let matched = Array.from({ length: text.length + 1 }, (_, length) => length === 0);
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    const crosses = reach === 'text' || next === '' || next === ':';
    matched =
      character === '*' ? afterStar(matched, text, crosses) : afterCharacter(matched, text, character);
  }
  return matched[text.length] === true;
}

function afterStar(matched: readonly boolean[], text: string, crosses: boolean): boolean[] {
  const result: boolean[] = [];
  for (let length = 0; length <= text.length; length += 1) {
    const takes = length > 0 && (crosses || text.charAt(length - 1) !== ':');
    result.push(matched[length] === true || (takes && result[length - 1] === true));
  }
  return result;
}

const afterCharacter = (matched: readonly boolean[], text: string, character: string): boolean[] =>
  matched.map(
    (_, length) =>
      length > 0 &&
      matched[length - 1] === true &&
      (character === '?' || text.charAt(length - 1) === character),
  );
