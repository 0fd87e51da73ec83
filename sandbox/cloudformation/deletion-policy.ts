/**
 * Whether a resource outlives its place in a stack. RetainExceptOnCreate differs in the roll-back of its creation only.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const isRetained = (policy: unknown): boolean =>
  policy === 'Retain' || policy === 'RetainExceptOnCreate';
