import { floorSource, sdkImports } from '../../bench/floor';

const SOURCES = [
  `import { EC2Client } from '@aws-sdk/client-ec2';
   import type { Context } from 'aws-lambda';`,
  `import {
     DescribeVpcsCommand,
     type DescribeVpcsCommandInput,
     type EC2Client,
   } from '@aws-sdk/client-ec2';
   import { DescribeVpcsCommand as unrelated } from './elsewhere';`,
];

test('the floor has the clients and commands that sources import, each once, and no types', () => {
  expect(sdkImports(SOURCES)).toEqual(
    new Map([['@aws-sdk/client-ec2', new Set(['EC2Client', 'DescribeVpcsCommand'])]]),
  );
});

test('the floor sends every command', () => {
  const source = floorSource(sdkImports(SOURCES));
  expect(source).toContain(`import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';`);
  expect(source).toContain('.send(new DescribeVpcsCommand(input))');
});

test('a client that sends nothing is refused, since the floor would then not be one', () => {
  expect(() => floorSource(sdkImports([SOURCES[0] ?? '']))).toThrow('not EC2Client');
});
