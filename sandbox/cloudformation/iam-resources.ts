import { parseIdentityPolicy, parseTrustPolicy, refuseLongPolicies } from '../iam/role-policies';
import type { Role } from '../world';
import { AssemblyError } from './assembly';
import type { PropertyReader } from './property-reader';
import type { Creation, ResourceType } from './resource-type';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_NAME = 64;
const LONGEST_PATH = 512;
const LONGEST_POLICY_NAME = 128;

export const IAM_RESOURCES: Readonly<Record<string, ResourceType>> = {
  'AWS::IAM::Role': (creation) => {
    const { world, region, properties, logicalId } = creation;
    const name = roleName(creation);
    const { partition, accountId } = region.place;
    const arn = `arn:${partition}:iam::${accountId}:role${iamPath(creation)}${name}`;
    const role: Role = {
      arn,
      name,
      trust: parseTrustPolicy(properties.raw('AssumeRolePolicyDocument'), `trust policy of ${logicalId}`),
      policies: inlinePolicies(properties, logicalId),
      boundaryArn: boundaryArn(creation),
    };
    properties.withoutEffect('Description', 'Tags');
    refuseManagedPolicies(creation);
    if (world.roleNamed(accountId, name))
      throw new AssemblyError(`${logicalId}: role ${name} already exists`);
    world.addRole(role);
    return { ref: name, attributes: { Arn: arn, RoleId: `AROA${world.identifiers.hex(17).toUpperCase()}` } };
  },

  'AWS::IAM::Policy': ({ world, region, properties, logicalId }) => {
    const name = properties.text('PolicyName');
    const document = parseIdentityPolicy(properties.raw('PolicyDocument'), logicalId);
    for (const roleName of properties.texts('Roles')) {
      const role = world.roleNamed(region.place.accountId, roleName);
      if (!role) throw new AssemblyError(`${logicalId}: role ${roleName} does not exist`);
      if (role.policies.has(name))
        throw new AssemblyError(`${logicalId}: role ${roleName} has a policy ${name} already`);
      role.policies.set(name, document);
    }
    return { ref: logicalId, attributes: {} };
  },

  'AWS::IAM::ManagedPolicy': (creation) => {
    const { world, region, properties, logicalId, physicalName } = creation;
    const name =
      properties.optionalText('ManagedPolicyName') ?? madeUpName(physicalName, LONGEST_POLICY_NAME);
    const { partition, accountId } = region.place;
    const arn = `arn:${partition}:iam::${accountId}:policy${iamPath(creation)}${name}`;
    const document = parseIdentityPolicy(properties.raw('PolicyDocument'), logicalId);
    if (world.managedPolicy(arn)) throw new AssemblyError(`${logicalId}: policy ${name} already exists`);
    world.addManagedPolicy({ arn, name, document, description: properties.optionalText('Description') });
    return { ref: arn, attributes: { PolicyArn: arn } };
  },
};

/** A boundary that does not exist ends the creation of the role, in IAM's words. */
function boundaryArn({ world, properties, logicalId }: Creation): string | undefined {
  const arn = properties.optionalText('PermissionsBoundary');
  if (arn !== undefined && !world.managedPolicy(arn))
    throw new AssemblyError(
      `${logicalId}: NoSuchEntity: Scope ARN: ${arn} does not exist or is not attachable.`,
    );
  return arn;
}

/** Names that CloudFormation makes up are cut to fit; their random end stays. */
function madeUpName(physicalName: string, longest: number): string {
  const end = physicalName.slice(physicalName.lastIndexOf('-'));
  return `${physicalName.slice(0, Math.min(longest, physicalName.length) - end.length)}${end}`;
}

function roleName({ properties, physicalName, logicalId }: Creation): string {
  const name = properties.optionalText('RoleName') ?? madeUpName(physicalName, LONGEST_NAME);
  if (!/^[\w+=,.@-]+$/.test(name) || name.length > LONGEST_NAME)
    throw new AssemblyError(
      `${logicalId}: got RoleName ${JSON.stringify(name)}; up to ${LONGEST_NAME} letters, digits and _+=,.@- are allowed`,
    );
  return name;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function iamPath({ properties, logicalId }: Creation): string {
  const path = properties.optionalText('Path') ?? '/';
  if (!/^\/([!-~]+\/)?$/.test(path) || path.length > LONGEST_PATH)
    throw new AssemblyError(
      `${logicalId}: got Path ${JSON.stringify(path)}; it begins and ends with /, with up to ${LONGEST_PATH} characters`,
    );
  return path;
}

function inlinePolicies(properties: PropertyReader, logicalId: string): Role['policies'] {
  const policies: Role['policies'] = new Map();
  const documents = properties.partsOf('Policies').map((policy) => {
    const name = policy.text('PolicyName');
    const json = policy.raw('PolicyDocument');
    if (policies.has(name)) throw new AssemblyError(`${logicalId}: two policies are called ${name}`);
    policies.set(name, parseIdentityPolicy(json, `${name} of ${logicalId}`));
    return json;
  });
  refuseLongPolicies(documents, logicalId);
  return policies;
}

/** What AWS manages changes without us, and nothing here knows what it grants. */
function refuseManagedPolicies({ properties, logicalId }: Creation): void {
  if (!properties.names().includes('ManagedPolicyArns')) return;
  const arns = properties.texts('ManagedPolicyArns').join(', ');
  throw new AssemblyError(
    `${logicalId}: the sandbox does not model ManagedPolicyArns (${arns}); write what is needed as an inline policy`,
  );
}
