import { derivedHex } from './derived-id';
import type { FilteredValues } from './filters';
import type { StoredVpc } from './state';
import { listedTags, tagList } from './tags';

/** is-default has a second spelling, which AWS's own tools use and the API's page does not list. */
const VALUES: Readonly<Record<string, FilteredValues<StoredVpc>>> = {
  'vpc-id': ({ vpcId }) => [vpcId],
  'is-default': ({ isDefault }) => [String(isDefault)],
  isDefault: ({ isDefault }) => [String(isDefault)],
  state: () => ['available'],
  'owner-id': ({ ownerId }) => [ownerId],
  cidr: ({ cidrBlock }) => [cidrBlock],
  'cidr-block-association.cidr-block': ({ cidrBlock }) => [cidrBlock],
};

export const VPC_FILTERS: ReadonlyMap<string, FilteredValues<StoredVpc>> = new Map(Object.entries(VALUES));

/** As DescribeVpcs lists it. */
export const listedVpc = (region: string, vpc: StoredVpc): Record<string, unknown> => ({
  VpcId: vpc.vpcId,
  OwnerId: vpc.ownerId,
  CidrBlock: vpc.cidrBlock,
  CidrBlockAssociationSet: [
    {
      AssociationId: `vpc-cidr-assoc-${derivedHex(17, vpc.vpcId, 'block')}`,
      CidrBlock: vpc.cidrBlock,
      CidrBlockState: { State: 'associated' },
    },
  ],
  DhcpOptionsId: `dopt-${derivedHex(17, region, vpc.ownerId)}`,
  IsDefault: vpc.isDefault,
  State: 'available',
  InstanceTenancy: 'default',
  ...listedTags(vpc.tags),
});

/** The answer to its creation: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html */
export const createdVpc = (region: string, vpc: StoredVpc): Record<string, unknown> => ({
  ...listedVpc(region, vpc),
  State: 'pending',
  Ipv6CidrBlockAssociationSet: [],
  Tags: tagList(vpc.tags),
});
