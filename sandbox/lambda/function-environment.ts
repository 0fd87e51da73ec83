import type { Credentials } from '../credentials';
import type { SandboxFunction } from './functions';

/** What Lambda sets for a function, and the one variable by which the SDK finds the sandbox. */
export function functionEnvironment(
  target: SandboxFunction,
  credentials: Credentials,
  endpointUrl: string,
): NodeJS.ProcessEnv {
  const region = target.arn.split(':')[3];
  return {
    ...target.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_LAMBDA_FUNCTION_NAME: target.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(target.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: target.logGroupName,
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_LEVEL: target.applicationLogLevel,
    AWS_ENDPOINT_URL: endpointUrl,
    // Nobody's own AWS settings may reach the function.
    AWS_CONFIG_FILE: '',
    AWS_SHARED_CREDENTIALS_FILE: '',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
