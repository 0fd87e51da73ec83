import { type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { type AccountState, type MemberAccount, memberOf, type Organization } from './organization';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const MOST_ACCOUNTS = 20;

export const ORGANIZATION_OPERATIONS: Operations = {
  DescribeOrganization: {
    members: [],
    perform(request) {
      request.authorize('organizations:DescribeOrganization', '*');
      const organization = organizationOf(request);
      const { managementAccountId } = organization;
      return {
        Organization: {
          Id: organization.id,
          Arn: organizationArn(request, organization),
          FeatureSet: 'ALL',
          MasterAccountId: managementAccountId,
          MasterAccountArn: accountArn(request, organization, managementAccountId),
          MasterAccountEmail: memberOf(organization, managementAccountId)?.email,
          AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
        },
      };
    },
  },

  ListAccounts: {
    members: ['NextToken', 'MaxResults'],
    constraints: { MaxResults: { range: [1, MOST_ACCOUNTS] }, NextToken: { length: [0, 100_000] } },
    perform(request) {
      const { input, world } = request;
      request.authorize('organizations:ListAccounts', '*');
      const organization = organizationOf(request);
      refuseOrdinaryMember(request, organization);
      const limit = Math.min(Number(input['MaxResults'] ?? MOST_ACCOUNTS), world.faults.longestPage);
      const paging = { token: textOf(input, 'NextToken'), limit, invalidToken: 'InvalidInputException' };
      const { page, nextToken } = pageOf(organization.accounts, paging);
      return {
        Accounts: page.map((account) => listedAccount(request, organization, account)),
        NextToken: nextToken,
      };
    },
  },
};

/** The words are those of https://github.com/duo-labs/cloudmapper/issues/733 */
function organizationOf({ world, region }: OperationRequest): Organization {
  const { organization } = world;
  if (!organization || !memberOf(organization, region.place.accountId))
    throw new ApiError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  return organization;
}

/** The words are those of https://github.com/aws-samples/aws-iam-access-key-auto-rotation/issues/10 */
function refuseOrdinaryMember({ region }: OperationRequest, organization: Organization): void {
  const { managementAccountId, delegatedAdministrators } = organization;
  if ([managementAccountId, ...delegatedAdministrators].includes(region.place.accountId)) return;
  throw new ApiError('AccessDeniedException', "You don't have permissions to access this resource.");
}

const organizationArn = ({ region }: OperationRequest, { id, managementAccountId }: Organization): string =>
  `arn:${region.place.partition}:organizations::${managementAccountId}:organization/${id}`;

const accountArn = (
  { region }: OperationRequest,
  { id, managementAccountId }: Organization,
  accountId: string,
): string => `arn:${region.place.partition}:organizations::${managementAccountId}:account/${id}/${accountId}`;

/** Status is the older member; it knows three of the states. */
const STATUSES: Readonly<Record<AccountState, string | undefined>> = {
  PENDING_ACTIVATION: undefined,
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  PENDING_CLOSURE: 'PENDING_CLOSURE',
  CLOSED: 'SUSPENDED',
};

const listedAccount = (request: OperationRequest, organization: Organization, account: MemberAccount) => ({
  Id: account.id,
  Arn: accountArn(request, organization, account.id),
  Email: account.email,
  Name: account.name,
  Status: STATUSES[account.state],
  State: account.state,
  JoinedMethod: account.joinedMethod,
  JoinedTimestamp: account.joinedAt,
});
