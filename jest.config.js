// The SDK's advice about its own versions of 2027, which the lockfile keeps out, would drown the tests' output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// Two projects: the unit tests need nothing built; the loop tests play a freshly built and synthesized assembly.
const transform = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
};

module.exports = {
  // A busy machine may take long over a rehearsal; no test asserts a time.
  testTimeout: 60_000,
  // A loop test waits for its own functions in turn: it leaves half a core to nobody but another test.
  maxWorkers: '100%',
  projects: [
    {
      displayName: 'unit',
      transform,
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.loop\\.test\\.ts$'],
    },
    {
      displayName: 'loop',
      transform,
      testMatch: ['<rootDir>/test/**/*.loop.test.ts'],
      globalSetup: '<rootDir>/test/build-assembly.ts',
    },
  ],
};
