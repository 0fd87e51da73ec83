type Json = Readonly<Record<string, unknown>>;

/** A document of these steps. */
export const documentOf = (...mainSteps: readonly Json[]): Json => ({ schemaVersion: '0.3', mainSteps });

export const sleep = (name: string, others: Json = {}): Json => ({
  name,
  action: 'aws:sleep',
  inputs: { Duration: 'PT10S' },
  ...others,
});

/** A call that a test lets fail or succeed. */
export const call = (name: string, others: Json = {}): Json => ({
  name,
  action: 'aws:executeAwsApi',
  inputs: { Service: 'ec2', Api: 'DescribeVpcs' },
  ...others,
});

export const branch = (name: string, inputs: Json, others: Json = {}): Json => ({
  name,
  action: 'aws:branch',
  inputs,
  ...others,
});

export const choice = (Variable: string, Contains: string, NextStep: string): Json => ({
  Variable,
  Contains,
  NextStep,
});

/** Waits for a state of a VPC, or asserts it. */
export const property = (
  name: string,
  inputs: Json = {},
  { action = 'aws:waitForAwsResourceProperty', ...others }: Json = {},
): Json => ({
  name,
  action,
  inputs: {
    Service: 'ec2',
    Api: 'DescribeVpcs',
    PropertySelector: '$.Vpcs[0].State',
    DesiredValues: ['available'],
    ...inputs,
  },
  ...others,
});
