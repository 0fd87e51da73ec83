import { ApiError } from './api-error';
import type { ServiceName } from './services';

/** The code under which a service refuses input that is not as its model says. */
const CODES: Readonly<Record<ServiceName, string>> = {
  cloudtrail: 'ValidationException',
  config: 'ValidationException',
  ec2: 'InvalidParameterValue',
  firehose: 'ValidationException',
  iam: 'ValidationError',
  kms: 'ValidationException',
  lambda: 'ValidationException',
  logs: 'InvalidParameterException',
  organizations: 'InvalidInputException',
  s3: 'InvalidArgument',
  securityhub: 'InvalidInputException',
  ssm: 'ValidationException',
  sts: 'ValidationError',
};

/** One sentence of AWS's model validation; paths are as `evaluations.1.member.annotation`. */
export function violation(path: string, value: unknown, constraint: string): string {
  const text = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  const shown = value === undefined || value === null ? 'null' : `'${text}'`;
  const place = path
    .replace(/\[(\d+)\]/g, (_, index: string) => `.${Number(index) + 1}.member`)
    .split('.')
    .filter((segment) => segment !== '')
    .map((segment) => segment.charAt(0).toLowerCase() + segment.slice(1));
  return `Value ${shown} at '${place.join('.')}' failed to satisfy constraint: Member must ${constraint}`;
}

export function invalidInput(service: ServiceName, violations: readonly string[]): ApiError {
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return new ApiError(CODES[service], `${count} detected: ${violations.join('; ')}`);
}
