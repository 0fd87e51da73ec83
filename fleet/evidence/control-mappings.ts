import rows from './control-mappings.json';
import type { ControlMapping } from './evidence';

/**
 * Controls of published frameworks that flow logs speak to, each with the page that says so: EC2.6's own page first, then
 * what published guides say. PCI DSS v4.0.1 is missing because EC2.6's page names none of its requirements.
 */
export const CONTROL_MAPPINGS: readonly ControlMapping[] = rows;
