/** In what way a VPC of the estate has its flow logs; `none` has a gap. */
export type Cover =
  | 'none'
  /** It had one, which somebody deleted. */
  | 'deleted'
  | 'central bucket'
  | 'accepted and rejected apart'
  | 'log group'
  | 'log group, every minute'
  | 'Parquet'
  | 'more fields'
  | 'stream'
  | 'bucket of another account';

export interface EstateVpc {
  readonly region: string;
  /** Its Name tag; a default VPC has none. */
  readonly name: string | undefined;
  readonly cidrBlock: string;
  readonly cover: Cover;
}

const VPCS: Readonly<Record<string, readonly (readonly [name: string | undefined, cover: Cover])[]>> = {
  'eu-central-1': [
    ['shop-production', 'central bucket'],
    ['shop-staging', 'accepted and rejected apart'],
    ['payments', 'log group'],
    ['shop-test', 'none'],
    ['search', 'none'],
    ['warehouse', 'none'],
    ['build-agents', 'none'],
    ['partner-access', 'none'],
    ['data-platform', 'none'],
    ['office-vpn', 'none'],
  ],
  'eu-west-1': [
    ['billing', 'Parquet'],
    ['identity', 'log group, every minute'],
    ['billing-test', 'deleted'],
    ['reporting', 'deleted'],
    ['mail', 'none'],
    ['archive', 'none'],
    ['monitoring', 'none'],
    ['sandbox-a', 'none'],
    ['sandbox-b', 'none'],
  ],
  'us-east-1': [
    ['edge', 'more fields'],
    ['fraud-detection', 'stream'],
    [undefined, 'none'],
    ['catalogue', 'none'],
    ['recommendations', 'none'],
    ['mobile-backend', 'none'],
    ['load-tests', 'none'],
  ],
  'ap-southeast-1': [
    ['storefront-asia', 'bucket of another account'],
    [undefined, 'none'],
    ['fulfilment', 'none'],
    ['call-centre', 'none'],
    ['pilot', 'none'],
  ],
};

export const ESTATE_REGIONS: readonly string[] = Object.keys(VPCS);

/** 31 VPCs in four Regions of one account, of which 23 have no flow log. */
export const ESTATE_VPCS: readonly EstateVpc[] = ESTATE_REGIONS.flatMap((region, regionNumber) =>
  (VPCS[region] ?? []).map(([name, cover], number) => ({
    ...{ region, name, cover },
    cidrBlock: name === undefined ? '172.31.0.0/16' : `10.${regionNumber * 16 + number}.0.0/16`,
  })),
);

export const isBare = ({ cover }: Pick<EstateVpc, 'cover'>): boolean =>
  cover === 'none' || cover === 'deleted';
