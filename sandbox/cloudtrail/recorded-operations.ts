import type { Assumptions } from '../assumptions';
import { type Input, structuresOf, textOf, textsOf } from '../operation';
import type { NamedResource } from './state';

type Output = Readonly<Record<string, unknown>>;

/** How a record tells of one operation. */
export interface RecordedOperation {
  readonly parameters: (input: Input) => Output;
  readonly elements: (output: Output, requestId: string) => Output;
  readonly resources: (input: Input, output: Output, assumptions: Assumptions) => readonly NamedResource[];
}

const NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/';
const RETURNED = { _return: true };

/**
 * The operations whose records are modelled. Those of flow logs have the whole request under one name, with numbered lists, as
 * published records show: https://stratus-red-team.cloud/attack-techniques/AWS/aws.defense-evasion.vpc-remove-flow-logs/
 */
export const RECORDED_OPERATIONS: ReadonlyMap<string, RecordedOperation> = new Map([
  [
    'CreateFlowLogs',
    {
      parameters: (input) => ({ CreateFlowLogsRequest: createFlowLogsRequest(input) }),
      elements: (output, requestId) => ({
        CreateFlowLogsResponse: {
          xmlns: NAMESPACE,
          requestId,
          clientToken: output['ClientToken'],
          flowLogIdSet: itemsOrEmpty(textsOf(output, 'FlowLogIds')),
          unsuccessful: itemsOrEmpty(structuresOf(output, 'Unsuccessful').map(unsuccessfulItem)),
        },
      }),
      resources: (input, output, { trailNamesVpcOfFlowLog }) => [
        ...resourcesNamed(textsOf(output, 'FlowLogIds')),
        ...(trailNamesVpcOfFlowLog ? resourcesNamed(textsOf(input, 'ResourceIds')) : []),
      ],
    },
  ],
  [
    'DeleteFlowLogs',
    {
      parameters: (input) => ({
        DeleteFlowLogsRequest: { FlowLogId: numbered(textsOf(input, 'FlowLogIds').map(contentOf)) },
      }),
      elements: (output, requestId) => ({
        DeleteFlowLogsResponse: {
          xmlns: NAMESPACE,
          requestId,
          unsuccessful: itemsOrEmpty(structuresOf(output, 'Unsuccessful').map(unsuccessfulItem)),
        },
      }),
      resources: (input) => resourcesNamed(textsOf(input, 'FlowLogIds')),
    },
  ],
  [
    'CreateVpc',
    {
      parameters: (input) => ({
        cidrBlock: textOf(input, 'CidrBlock'),
        ...(structuresOf(input, 'TagSpecifications').length > 0 && {
          tagSpecificationSet: { items: structuresOf(input, 'TagSpecifications').map(tagSpecification) },
        }),
      }),
      elements: createdVpc,
      resources: (_, output) => resourcesNamed([vpcIdOf(output)]),
    },
  ],
  [
    'CreateDefaultVpc',
    {
      parameters: () => ({}),
      elements: createdVpc,
      resources: (_, output) => resourcesNamed([vpcIdOf(output)]),
    },
  ],
  [
    'DeleteVpc',
    {
      parameters: (input) => ({ vpcId: textOf(input, 'VpcId') }),
      elements: (_, requestId) => ({ requestId, ...RETURNED }),
      resources: (input) => resourcesNamed([textOf(input, 'VpcId') ?? '']),
    },
  ],
  ['CreateTags', tagging()],
  ['DeleteTags', tagging()],
]);

function tagging(): RecordedOperation {
  return {
    parameters: (input) => ({
      resourcesSet: { items: textsOf(input, 'Resources').map((resourceId) => ({ resourceId })) },
      tagSet: { items: structuresOf(input, 'Tags').map(lowerTag) },
    }),
    elements: (_, requestId) => ({ requestId, ...RETURNED }),
    resources: (input) => resourcesNamed(textsOf(input, 'Resources')),
  };
}

function createFlowLogsRequest({ ResourceIds, TagSpecifications, DryRun: _, ...members }: Input): Output {
  const tags = structuresOf({ TagSpecifications }, 'TagSpecifications').map((specification) => ({
    ResourceType: textOf(specification, 'ResourceType'),
    Tag: numbered(structuresOf(specification, 'Tags').map((tag) => ({ ...tag }))),
  }));
  return {
    ResourceId: numbered(textsOf({ ResourceIds }, 'ResourceIds').map(contentOf)),
    ...members,
    ...(tags.length > 0 && { TagSpecification: numbered(tags) }),
  };
}

const contentOf = (content: string) => ({ content });

/** One stands alone; several are a list. */
function numbered(items: readonly Output[]): unknown {
  const told = items.map((item, index) => ({ ...item, tag: index + 1 }));
  return told.length === 1 ? told[0] : told;
}

function itemsOrEmpty(items: readonly unknown[]): unknown {
  if (items.length === 0) return '';
  return { item: items.length === 1 ? items[0] : items };
}

function unsuccessfulItem(item: Input): Output {
  const error = item['Error'] as Readonly<Record<string, unknown>> | undefined;
  return { resourceId: item['ResourceId'], error: { code: error?.['Code'], message: error?.['Message'] } };
}

const lowerTag = (tag: Input): Output => ({ key: textOf(tag, 'Key'), value: textOf(tag, 'Value') });

const tagSpecification = (specification: Input): Output => ({
  resourceType: textOf(specification, 'ResourceType'),
  tags: structuresOf(specification, 'Tags').map(lowerTag),
});

const vpcIdOf = (output: Output): string => String((output['Vpc'] as Input | undefined)?.['VpcId'] ?? '');

function createdVpc(output: Output, requestId: string): Output {
  const vpc = (output['Vpc'] ?? {}) as Input;
  return {
    requestId,
    vpc: {
      vpcId: vpc['VpcId'],
      ownerId: vpc['OwnerId'],
      state: vpc['State'],
      cidrBlock: vpc['CidrBlock'],
      instanceTenancy: vpc['InstanceTenancy'],
      isDefault: vpc['IsDefault'],
      tagSet: { items: structuresOf(vpc, 'Tags').map(lowerTag) },
    },
  };
}

const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  vpc: 'AWS::EC2::VPC',
  subnet: 'AWS::EC2::Subnet',
  eni: 'AWS::EC2::NetworkInterface',
  fl: 'AWS::EC2::FlowLog',
};

const resourcesNamed = (ids: readonly string[]): readonly NamedResource[] =>
  ids.flatMap((id) => {
    const ResourceType = RESOURCE_TYPES[id.split('-')[0] ?? ''];
    return ResourceType === undefined ? [] : [{ ResourceType, ResourceName: id }];
  });
