import type { Place } from '../../policy';
import { AssemblyError, type AssemblyStack } from '../cloudformation/assembly';
import { resolve } from '../cloudformation/intrinsics';

type Json = Readonly<Record<string, unknown>>;

/** ARNs of what a stack names and does not make, read from its template; buckets are told by its outputs. */
export interface NamedResources {
  readonly logGroups: readonly string[];
  readonly streams: readonly string[];
  readonly deliveryRoles: readonly string[];
  readonly keys: readonly string[];
  readonly boundaries: readonly string[];
}

export function namedResources({ template, stackName }: AssemblyStack, place: Place): NamedResources {
  const resources = Object.values(template.Resources);
  const named = (values: readonly unknown[], pattern: RegExp): readonly string[] => [
    ...new Set(
      values
        .flatMap((value) => withoutResources(value, place, stackName) ?? [])
        .filter((text) => typeof text === 'string' && pattern.test(text)) as string[],
    ),
  ];
  const properties = (type: string): readonly Json[] =>
    resources.filter(({ Type }) => Type === type).map(({ Properties = {} }) => Properties);
  const creations = properties('AWS::SSM::Document').flatMap(creationsIn);
  const destinations = creations.map(({ LogDestination }) => LogDestination);
  const keys = [
    ...properties('AWS::Logs::LogGroup').map(({ KmsKeyId }) => KmsKeyId),
    ...properties('AWS::S3::Bucket').flatMap(bucketKeys),
  ];
  return {
    logGroups: named(destinations, /:log-group:/),
    streams: named(destinations, /:deliverystream\//),
    deliveryRoles: named(
      creations.map(({ DeliverLogsPermissionArn }) => DeliverLogsPermissionArn),
      /:role\//,
    ),
    keys: named(keys, /:key\//),
    boundaries: named(
      properties('AWS::IAM::Role').map(({ PermissionsBoundary }) => PermissionsBoundary),
      /^arn:[^:]+:iam::\d{12}:policy\//,
    ),
  };
}

/** The calls by which a document creates flow logs. */
function creationsIn({ Content }: Json): readonly Json[] {
  const steps = (Content as Json | undefined)?.['mainSteps'];
  const inputs = Array.isArray(steps) ? steps.map((step: Json) => step['inputs'] as Json) : [];
  return inputs.filter((input) => input?.['Api'] === 'CreateFlowLogs');
}

function bucketKeys({ BucketEncryption }: Json): readonly unknown[] {
  const rules = (BucketEncryption as Json | undefined)?.['ServerSideEncryptionConfiguration'];
  return Array.isArray(rules)
    ? rules.map(
        ({ ServerSideEncryptionByDefault }: Json) =>
          (ServerSideEncryptionByDefault as Json)['KMSMasterKeyID'],
      )
    : [];
}

/** A value that refers to no resource of the stack, resolved; undefined for one that does. */
function withoutResources(value: unknown, place: Place, stackName: string): unknown {
  if (value === undefined) return undefined;
  try {
    return resolve(value, { place, stackName, stackId: stackName, resources: new Map() });
  } catch (error) {
    if (error instanceof AssemblyError) return undefined;
    throw error;
  }
}

/** Statements that the stack puts out for the policy of something, whose name is in the output's description. */
export const pastedOutputs = (
  { template, stackName }: AssemblyStack,
  place: Place,
  kind: 'KeyStatements' | 'DeliveryRoleTrust' | 'DeliveryRolePolicy',
  name: string,
): readonly unknown[] =>
  Object.entries(template.Outputs ?? {}).flatMap(([id, output]) => {
    const { Description = '', Value } = output as { readonly Description?: string; readonly Value: unknown };
    if (!id.includes(kind) || !Description.split(/\s/).includes(name)) return [];
    const text = withoutResources(Value, place, stackName);
    return typeof text === 'string' ? (JSON.parse(text) as readonly unknown[]) : [];
  });
