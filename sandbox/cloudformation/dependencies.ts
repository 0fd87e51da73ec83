import { AssemblyError, type TemplateResource } from './assembly';
import { referencesIn } from './intrinsics';

type Resources = Readonly<Record<string, TemplateResource>>;

/** Referenced resources first; among equals the template's own order. */
export function inOrder(resources: Resources): readonly (readonly [string, TemplateResource])[] {
  const ordered = new Map<string, TemplateResource>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    const resource = resources[logicalId];
    if (!resource || ordered.has(logicalId)) return;
    if (path.includes(logicalId))
      throw new AssemblyError(`circular dependency between resources: ${[...path, logicalId].join(', ')}`);
    for (const dependency of dependenciesOf(resource)) {
      if (!Object.hasOwn(resources, dependency) && !dependency.startsWith('AWS::'))
        throw new AssemblyError(
          `${logicalId} depends on ${dependency}, which the template does not describe`,
        );
      visit(dependency, [...path, logicalId]);
    }
    ordered.set(logicalId, resource);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return [...ordered];
}

/** The logical ids that a resource refers to, or waits for. */
export const dependenciesOf = ({ Properties, DependsOn = [] }: TemplateResource): readonly string[] => [
  ...referencesIn(Properties),
  ...(typeof DependsOn === 'string' ? [DependsOn] : DependsOn),
];
