const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { projects } = require('./jest.config.js');

const [unit] = projects;

/** Mutation testing of the policy by its own tests; the rest of the product has rehearsals instead. */
module.exports = {
  mutate: ['policy/**/*.ts'],
  testRunner: 'jest',
  jest: {
    config: { ...unit, testMatch: ['<rootDir>/test/policy/every-test.ts'] },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine must not pass for a mutant that never ends.
  timeoutMS: 60_000,
  // A copy of these files alone: no built output, no other project of jest.config.js, nothing left in the checkout.
  ignorePatterns: ['**', '!package.json', '!tsconfig.json', '!policy/**', '!test/policy/**'],
  tempDirName: join(tmpdir(), 'vpc-flow-logs-compliance-mutation'),
  reporters: ['clear-text', 'progress', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  // A mutant that survives is killed by a better test, or proved to change nothing where it stands.
  thresholds: { high: 100, low: 100, break: 100 },
};
