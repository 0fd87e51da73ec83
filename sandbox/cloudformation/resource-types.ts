import { CONFIG_RESOURCES } from './config-resources';
import { IAM_RESOURCES } from './iam-resources';
import { KMS_RESOURCES } from './kms-resources';
import { LAMBDA_RESOURCES } from './lambda-resources';
import type { ResourceType } from './resource-type';
import { STORAGE_RESOURCES } from './storage-resources';

/** Every resource type that the sandbox stands up. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  ...IAM_RESOURCES,
  ...KMS_RESOURCES,
  ...LAMBDA_RESOURCES,
  ...CONFIG_RESOURCES,
  ...STORAGE_RESOURCES,
};
