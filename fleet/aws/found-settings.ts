import type { STSClient } from '@aws-sdk/client-sts';

type Config = STSClient['config'];
type Common = Pick<
  Config,
  'authSchemePreference' | 'useDualstackEndpoint' | 'useFipsEndpoint' | 'userAgentAppId'
>;
type Configured = Pick<Config, 'serviceConfiguredEndpoint'>;

/**
 * What each client would search the environment and the files of AWS for by itself. What the first one finds is that of all
 * others: an estate has hundreds.
 */
export class FoundSettings {
  readonly common: Common;
  readonly #endpoints = new Map<string, Configured['serviceConfiguredEndpoint']>();

  constructor({ config }: STSClient) {
    const { authSchemePreference, useDualstackEndpoint, useFipsEndpoint, userAgentAppId } = config;
    this.common = { authSchemePreference, useDualstackEndpoint, useFipsEndpoint, userAgentAppId };
  }

  /** AWS_ENDPOINT_URL and its like, which may name another endpoint for each service. */
  shareEndpoint(config: Configured, service: string): void {
    const known = this.#endpoints.get(service);
    if (known) config.serviceConfiguredEndpoint = known;
    else this.#endpoints.set(service, config.serviceConfiguredEndpoint);
  }
}
