/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundle. Lambda hands the execution role's credentials over in
 * the environment, so the chain through SSO, STS, profiles and metadata endpoints would be dead weight at every start.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = (options?: Parameters<typeof fromEnv>[0]): ReturnType<typeof fromEnv> =>
  fromEnv(options);
