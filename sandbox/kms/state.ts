import type { PolicyDocument } from '../iam/policy-document';

export interface StoredKey {
  readonly keyId: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly description: string;
  /** AWS's own keys let no other service in, whatever is asked of them. */
  readonly manager: 'CUSTOMER' | 'AWS';
  readonly createdAt: Date;
  policy: PolicyDocument;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  deletionDate?: Date | undefined;
}
