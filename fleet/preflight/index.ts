export { CHECKS, type CheckId } from './checks';
export type { DeployedDestination, DeployedRequirement } from './deployed-requirement';
export type { Finding } from './finding';
export { PERMISSIONS, type Permission } from './permissions';
export { preflight } from './preflight';
