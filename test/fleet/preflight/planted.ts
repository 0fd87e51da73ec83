import { CHECKS, type CheckId, type Finding } from '../../../fleet/preflight';
import { Deployment } from './deployment';

/** Spoils a healthy deployment. */
export type Plant = (deployment: Deployment) => unknown;

/** Plants a mistake, and expects the problems of these checks and no others, with the remedies of the catalogue. */
export async function findPlanted(
  assembly: string,
  plant: Plant,
  checks: readonly CheckId[],
): Promise<readonly Finding[]> {
  const deployment = await Deployment.of(assembly);
  await plant(deployment);
  const problems = await deployment.problems();
  expect(problems.map(({ check }) => check).sort()).toEqual([...checks].sort());
  for (const { check, remedy } of problems) expect(remedy?.startsWith(CHECKS[check].remedy)).toBe(true);
  return problems;
}

export const OURS = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
export const THEIRS = { StringEquals: { 'aws:SourceAccount': '444455556666' } };
