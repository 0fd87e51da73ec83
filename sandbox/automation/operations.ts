import type { Operations } from '../operation';
import { DOCUMENT_OPERATIONS } from './document-operations';
import { EXECUTION_OPERATIONS } from './execution-operations';

export const AUTOMATION_OPERATIONS: Operations = { ...EXECUTION_OPERATIONS, ...DOCUMENT_OPERATIONS };
