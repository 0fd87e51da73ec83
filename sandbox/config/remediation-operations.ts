import type { Operations } from '../operation';
import { EXCEPTION_OPERATIONS } from './exception-operations';
import { REMEDIATION_EXECUTION_OPERATIONS } from './remediation-execution-operations';

export const REMEDIATION_OPERATIONS: Operations = {
  ...REMEDIATION_EXECUTION_OPERATIONS,
  ...EXCEPTION_OPERATIONS,
};
