// Needs Chromium, which a fresh machine lacks: run by `npm run browser`, apart from `npm test`.
const { projects } = require('./jest.config.js');

module.exports = {
  displayName: 'browser',
  transform: projects[0].transform,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  testTimeout: 60_000,
  // Each file starts a browser of its own.
  maxWorkers: 1,
};
