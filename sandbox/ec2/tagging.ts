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
import type { RegionState } from '../world';
import { endDryRun } from './dry-run';
import { unknownFlowLogs } from './flow-logs';
import { unknownNetworkInterface } from './network-interfaces';
import { type ResourceArnType, resourceArn } from './resource-arn';
import { unknownSubnet } from './subnets';
import { refuseTooManyTags, tagContext, userKey, userValue } from './tags';
import { unknownVpc } from './vpcs';

type Tags = Readonly<Record<string, string>>;

interface Taggable {
  tags: Tags;
}

/** A kind of resource that can be tagged after its creation. */
interface TaggableKind {
  readonly arnType: ResourceArnType;
  readonly stored: (region: RegionState) => ReadonlyMap<string, Taggable>;
  readonly unknown: (id: string) => ApiError;
  /** What Config records, when it records the kind at all. */
  readonly recorded?: 'AWS::EC2::VPC' | 'AWS::EC2::FlowLog';
}

const KINDS: Readonly<Record<string, TaggableKind>> = {
  vpc: { arnType: 'vpc', stored: ({ vpcs }) => vpcs, unknown: unknownVpc, recorded: 'AWS::EC2::VPC' },
  subnet: { arnType: 'subnet', stored: ({ subnets }) => subnets, unknown: unknownSubnet },
  eni: {
    arnType: 'network-interface',
    stored: ({ networkInterfaces }) => networkInterfaces,
    unknown: unknownNetworkInterface,
  },
  fl: {
    arnType: 'vpc-flow-log',
    stored: ({ flowLogs }) => flowLogs,
    unknown: (id) => unknownFlowLogs([id]),
    recorded: 'AWS::EC2::FlowLog',
  },
};

interface NamedResource {
  readonly id: string;
  readonly kind: TaggableKind;
  readonly resource: Taggable;
}

export const TAG_OPERATIONS: Operations = {
  CreateTags: {
    members: ['Resources', 'Tags', 'DryRun'],
    perform(request) {
      const given = structuresOf(request.input, 'Tags');
      if (given.length === 0)
        throw new ApiError('MissingParameter', 'The request must contain the parameter Tag');
      const added = Object.fromEntries(given.map((tag) => [userKey(tag), userValue(tag)]));
      const named = namedResources(request, 'ec2:CreateTags', tagContext(added));
      const retagged = named.map((each) => ({ ...each, tags: { ...each.resource.tags, ...added } }));
      for (const { tags } of retagged) refuseTooManyTags(tags);
      for (const { tags, ...each } of retagged) retag(request, each, tags);
      return {};
    },
  },

  DeleteTags: {
    members: ['Resources', 'Tags', 'DryRun'],
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
      for (const named of namedResources(request, 'ec2:DeleteTags', context)) {
        const tags = Object.entries(named.resource.tags);
        const kept = tags.filter(([key, value]) => !isDeleted(given, key, value));
        retag(request, named, Object.fromEntries(kept));
      }
      return {};
    },
  },
};

/** A key without a value deletes the tag whatever its value; no tags at all delete every one. */
const isDeleted = (given: readonly Input[], key: string, value: string): boolean =>
  given.length === 0 ||
  given.some((tag) => textOf(tag, 'Key') === key && (textOf(tag, 'Value') ?? value) === value);

function namedResources(
  request: OperationRequest,
  action: string,
  context: Record<string, string | readonly string[]>,
): readonly NamedResource[] {
  const { region, input, authorize } = request;
  const ids = textsOf(input, 'Resources');
  if (ids.length === 0)
    throw new ApiError('MissingParameter', 'The request must contain the parameter ResourceId');
  const kinds = ids.map((id) => ({ id, kind: kindOf(id) }));
  for (const { id, kind } of kinds) authorize(action, resourceArn(region, kind.arnType, id), context);
  endDryRun(request);
  return kinds.map(({ id, kind }) => {
    const resource = kind.stored(region).get(id);
    if (!resource) throw kind.unknown(id);
    return { id, kind, resource };
  });
}

function kindOf(id: string): TaggableKind {
  const [, prefix] = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(id) ?? [];
  if (prefix === undefined) throw new ApiError('InvalidID', `The ID '${id}' is not valid`);
  const kind = Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined;
  if (!kind) throw notModelled(`tagging of ${id}`);
  return kind;
}

function retag({ world, region }: OperationRequest, { id, kind, resource }: NamedResource, tags: Tags): void {
  resource.tags = tags;
  if (kind.recorded) recordChange(world, region, { type: kind.recorded, id, change: 'updated' });
}
