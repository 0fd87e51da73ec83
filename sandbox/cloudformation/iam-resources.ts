import { parsePolicyDocument } from '../iam/policy-document';
import type { Role } from '../world';
import { AssemblyError } from './assembly';
import type { ResourceType } from './resource-type';

export const IAM_RESOURCES: Readonly<Record<string, ResourceType>> = {
  'AWS::IAM::Role': ({ world, region, physicalName, properties, logicalId }) => {
    const name = properties.optionalText('RoleName') ?? physicalName;
    const { partition, accountId } = region.place;
    const arn = `arn:${partition}:iam::${accountId}:role${properties.optionalText('Path') ?? '/'}${name}`;
    const role: Role = {
      arn,
      name,
      trust: parsePolicyDocument(properties.raw('AssumeRolePolicyDocument'), `trust policy of ${logicalId}`),
      policies: new Map(
        properties.partsOf('Policies').map((policy) => {
          const policyName = policy.text('PolicyName');
          const document = parsePolicyDocument(policy.raw('PolicyDocument'), `${policyName} of ${logicalId}`);
          return [policyName, document];
        }),
      ),
    };
    properties.withoutEffect('Description', 'Tags');
    if (world.roleNamed(accountId, name))
      throw new AssemblyError(`${logicalId}: role ${name} already exists`);
    world.addRole(role);
    return { ref: name, attributes: { Arn: arn, RoleId: `AROA${world.identifiers.hex(17).toUpperCase()}` } };
  },

  'AWS::IAM::Policy': ({ world, region, properties, logicalId }) => {
    const name = properties.text('PolicyName');
    const document = parsePolicyDocument(properties.raw('PolicyDocument'), logicalId);
    for (const roleName of properties.texts('Roles')) {
      const role = world.roleNamed(region.place.accountId, roleName);
      if (!role) throw new AssemblyError(`${logicalId}: role ${roleName} does not exist`);
      role.policies.set(name, document);
    }
    return { ref: logicalId, attributes: {} };
  },
};
