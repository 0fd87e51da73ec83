import { createClients } from '../../../fleet/aws/clients';
import { FoundSettings } from '../../../fleet/aws/found-settings';

const NAMES = [
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_EC2',
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
];
const before = { ...process.env };

beforeEach(() => {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: '/nowhere/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
  });
});

afterEach(() => {
  process.env = { ...before };
});

const settings = (given: NodeJS.ProcessEnv) => {
  Object.assign(process.env, given);
  return { region: 'eu-west-1', found: new FoundSettings(createClients({ region: 'us-east-1' }).sts) };
};

test('what the first client finds is found for all, of whatever service and Region', async () => {
  const shared = settings({ AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' });
  await expect(createClients(shared).ec2.config.useFipsEndpoint()).resolves.toBe(true);
  await expect(createClients(shared).ec2.config.useDualstackEndpoint()).resolves.toBe(true);
  delete process.env['AWS_USE_FIPS_ENDPOINT'];
  delete process.env['AWS_USE_DUALSTACK_ENDPOINT'];
  const { config } = createClients(shared).securityhub;
  await expect(config.useFipsEndpoint()).resolves.toBe(true);
  await expect(config.useDualstackEndpoint()).resolves.toBe(true);
});

test('the endpoint that the environment names for a service is found once, and is no other service’s', async () => {
  const shared = settings({ AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:4599' });
  const endpoint = createClients(shared).ec2.config.serviceConfiguredEndpoint?.();
  await expect(endpoint).resolves.toBe('http://127.0.0.1:4599');
  delete process.env['AWS_ENDPOINT_URL_EC2'];
  await expect(createClients(shared).ec2.config.serviceConfiguredEndpoint?.()).resolves.toBe(await endpoint);
  await expect(createClients(shared).config.config.serviceConfiguredEndpoint?.()).resolves.toBeUndefined();
});

test('nothing is found for an endpoint where neither the environment nor a file names one', async () => {
  const shared = settings({});
  await expect(createClients(shared).ec2.config.serviceConfiguredEndpoint?.()).resolves.toBeUndefined();
});
