import { recordChange } from '../config/recorder';
import {
  type Input,
  notModelled,
  type OperationRequest,
  type Operations,
  structuresOf,
  textOf,
  textsOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import { resourceArn } from './resource-arn';
import type { StoredVpc } from './state';
import { tagContext } from './tags';
import { unknownVpc } from './vpcs';

/** Of one resource: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html */
const MOST_TAGS = 50;

/** Of VPCs. Flow logs, subnets and interfaces keep the tags that they were created with. */
export const TAG_OPERATIONS: Operations = {
  CreateTags: {
    members: ['Resources', 'Tags'],
    perform(request) {
      const given = structuresOf(request.input, 'Tags');
      if (given.length === 0)
        throw new ApiError('MissingParameter', 'The request must contain the parameter Tag');
      const added = Object.fromEntries(given.map((tag) => [userKey(tag), textOf(tag, 'Value') ?? '']));
      const vpcs = namedVpcs(request, 'ec2:CreateTags', tagContext(added));
      const retagged = vpcs.map((vpc) => ({ vpc, tags: { ...vpc.tags, ...added } }));
      if (retagged.some(({ tags }) => Object.keys(tags).length > MOST_TAGS))
        throw new ApiError('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
      for (const { vpc, tags } of retagged) retag(request, vpc, tags);
      return {};
    },
  },

  DeleteTags: {
    members: ['Resources', 'Tags'],
    perform(request) {
      const given = structuresOf(request.input, 'Tags');
      const valued = given.flatMap((tag) => {
        const value = textOf(tag, 'Value');
        return value === undefined ? [] : [[userKey(tag), value] as const];
      });
      const keys = given.map(userKey);
      const context = {
        ...tagContext(Object.fromEntries(valued)),
        ...(keys.length > 0 ? { 'aws:TagKeys': keys } : {}),
      };
      const vpcs = namedVpcs(request, 'ec2:DeleteTags', context);
      for (const vpc of vpcs) {
        const kept = Object.entries(vpc.tags).filter(([key, value]) => !isDeleted(given, key, value));
        retag(request, vpc, Object.fromEntries(kept));
      }
      return {};
    },
  },
};

/** A key without a value deletes the tag whatever its value; no tags at all delete every one. */
const isDeleted = (given: readonly Input[], key: string, value: string): boolean =>
  given.length === 0 ||
  given.some((tag) => textOf(tag, 'Key') === key && (textOf(tag, 'Value') ?? value) === value);

function userKey(tag: Input): string {
  const key = textOf(tag, 'Key') ?? '';
  if (key === '' || key.startsWith('aws:'))
    throw new ApiError(
      'InvalidTagKey.Malformed',
      `The tag key '${key}' is not valid: it is empty or starts with aws:`,
    );
  return key;
}

function namedVpcs(
  { region, input, authorize }: OperationRequest,
  action: string,
  context: Record<string, string | readonly string[]>,
): readonly StoredVpc[] {
  const ids = textsOf(input, 'Resources');
  if (ids.length === 0)
    throw new ApiError('MissingParameter', 'The request must contain the parameter ResourceId');
  for (const id of ids) {
    const [, prefix] = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(id) ?? [];
    if (prefix === undefined) throw new ApiError('InvalidID', `The ID '${id}' is not valid`);
    if (prefix !== 'vpc') throw notModelled(`tagging of ${id} after its creation`);
    authorize(action, resourceArn(region, 'vpc', id), context);
  }
  return ids.map((id) => {
    const vpc = region.vpcs.get(id);
    if (!vpc) throw unknownVpc(id);
    return vpc;
  });
}

function retag({ world, region }: OperationRequest, vpc: StoredVpc, tags: StoredVpc['tags']): void {
  vpc.tags = tags;
  recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpc.vpcId, change: 'updated' });
}
