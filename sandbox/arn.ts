/** The sandbox reads ARNs by itself: a double that shared the product's reading would share its mistakes. */
export interface ArnParts {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

export function arnParts(text: string): ArnParts | undefined {
  const match = /^arn:([^:]+):[^:]+:([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return undefined;
  const [, partition = '', region = '', accountId = '', resource = ''] = match;
  return { partition, region, accountId, resource };
}
