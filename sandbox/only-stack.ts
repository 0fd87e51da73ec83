import { AssemblyError, type AssemblyStack, readAssembly } from './cloudformation/assembly';

/** The stack of an assembly that holds one. */
export function onlyStack(folder: string): AssemblyStack {
  const [stack, ...others] = readAssembly(folder);
  if (!stack || others.length > 0)
    throw new AssemblyError(
      `${folder} holds ${others.length + (stack ? 1 : 0)} stacks; the sandbox plays one`,
    );
  return stack;
}
