import type { Sandbox } from '../sandbox';
import { type Attempt, type Probe, withContext } from './attempt';
import type { RehearsedRequirement } from './rehearsed-requirement';

/** The tags that the document asks for, and the condition keys that a request with tags has. */
interface Tags {
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

/** What EC2 asks when the document creates its flow log: each of the authorizations for itself. */
export function creationProbes(
  { place }: Sandbox,
  { creation, automationRole }: RehearsedRequirement,
): readonly Probe[] {
  const { partition, region, accountId } = place;
  const arn = (resource: string, otherRegion = region) =>
    `arn:${partition}:ec2:${otherRegion}:${accountId}:${resource}`;
  const tags = tagsOf(creation);
  const attempt = (action: string, resource: string): Attempt => ({
    by: { kind: 'role', roleArn: automationRole.arn, accountId },
    action,
    resource,
    context: tagContext(tags),
  });
  const forVpc = attempt('ec2:CreateFlowLogs', arn('vpc/vpc-1'));
  const flowLog = attempt('ec2:CreateFlowLogs', arn('vpc-flow-log/*'));
  const tagging = attempt('ec2:CreateTags', arn('vpc-flow-log/*'));
  const whileCreating = { ...tagging, ...withContext(tagging, { 'ec2:CreateAction': 'CreateFlowLogs' }) };
  return [
    {
      name: 'the document creates a flow log for a VPC',
      usual: forVpc,
      refused: {
        'it is for a subnet': { resource: arn('subnet/subnet-1') },
        'it is for a network interface': { resource: arn('network-interface/eni-1') },
        'it is for a VPC of another Region': { resource: arn('vpc/vpc-1', 'sa-east-1') },
        'it deletes one': { action: 'ec2:DeleteFlowLogs' },
      },
    },
    {
      name: 'the flow log is tagged as ours',
      usual: flowLog,
      refused: {
        ...tagDifferences(flowLog, tags),
        'it is without tags': withoutTags(flowLog),
        'it is in another Region': { resource: arn('vpc-flow-log/*', 'sa-east-1') },
      },
    },
    {
      name: 'tags are written while creating',
      usual: whileCreating,
      refused: {
        ...tagDifferences(whileCreating, tags),
        'the flow log exists': withContext(whileCreating, { 'ec2:CreateAction': undefined }),
        'something else is created': withContext(whileCreating, { 'ec2:CreateAction': 'CreateSubnet' }),
        'it is a VPC that is tagged': { resource: arn('vpc/vpc-1') },
        'it is a flow log of another Region': { resource: arn('vpc-flow-log/*', 'sa-east-1') },
      },
    },
  ];
}

function tagsOf(creation: Readonly<Record<string, unknown>>): Tags {
  const [specification] = creation['TagSpecifications'] as readonly {
    readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  }[];
  const tags = specification?.Tags ?? [];
  return { keys: tags.map(({ Key }) => Key), values: tags.map(({ Value }) => Value) };
}

const tagContext = ({ keys, values }: Tags): Attempt['context'] => ({
  ...Object.fromEntries(keys.map((key, index) => [`aws:RequestTag/${key}`, values[index] ?? ''])),
  'aws:TagKeys': keys,
});

/** The first tag names the requirement. */
const tagDifferences = (usual: Attempt, { keys }: Tags): Probe['refused'] => ({
  'the tag names another requirement': withContext(usual, { [`aws:RequestTag/${keys[0]}`]: 'another' }),
  'a tag of somebody else comes with it': withContext(usual, { 'aws:TagKeys': [...keys, 'owner'] }),
});

const withoutTags = (usual: Attempt): Pick<Attempt, 'context'> =>
  withContext(usual, Object.fromEntries(Object.keys(usual.context).map((key) => [key, undefined])));
