import { ApiError } from '../wire/api-error';

/** IPv4 addresses as numbers; both ends belong to the block. */
export interface CidrBlock {
  readonly first: number;
  readonly last: number;
  /** In the canonical form that EC2 keeps: 100.68.0.18/18 is 100.68.0.0/18. */
  readonly text: string;
}

export function parseCidrBlock(text: string): CidrBlock | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [prefix = 33, ...octets] = (match?.slice(1).map(Number) ?? []).reverse();
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const address = octets.reduceRight((number, octet) => number * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  const first = address - (address % size);
  return { first, last: first + size - 1, text: `${dottedAddress(first)}/${prefix}` };
}

/** @throws ApiError for what is no block */
export function cidrBlockParameter(text: string): CidrBlock {
  const block = parseCidrBlock(text);
  if (!block)
    throw new ApiError(
      'InvalidParameterValue',
      `Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  return block;
}

const LARGEST = 2 ** 16;
const SMALLEST = 2 ** 4;

/** /16 to /28: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html, of VPCs as well as of subnets */
export const hasAllowedSize = (block: CidrBlock): boolean =>
  sizeOf(block) <= LARGEST && sizeOf(block) >= SMALLEST;

export const sizeOf = ({ first, last }: CidrBlock): number => last - first + 1;

export const contains = (outer: CidrBlock, inner: CidrBlock): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

export const overlap = (one: CidrBlock, other: CidrBlock): boolean =>
  one.first <= other.last && other.first <= one.last;

export const dottedAddress = (address: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
