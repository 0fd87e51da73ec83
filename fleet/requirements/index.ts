export type { AuditRequirement } from './audit-requirement';
export { addRequirementFlags, type RequirementFlags } from './requirement-flags';
export { requirementsOf } from './requirements-of';
