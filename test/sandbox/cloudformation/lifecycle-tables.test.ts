import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DELETIONS } from '../../../sandbox/cloudformation/deletion';
import { EXISTENCE } from '../../../sandbox/cloudformation/existence';
import { IN_PLACE_UPDATES, NEVER_IN_PLACE } from '../../../sandbox/cloudformation/in-place-update';
import { REPLACEMENT } from '../../../sandbox/cloudformation/replacement';
import { RESOURCE_TYPES } from '../../../sandbox/cloudformation/resource-types';

const types = Object.keys(RESOURCE_TYPES).sort();

/** What the schemas of CloudFormation's resource types say, as the CDK's command line carries them for `cdk diff`. */
const SCHEMAS: ReadonlyMap<
  string,
  Readonly<Record<string, { readonly causesReplacement?: string }>>
> = new Map(
  Object.values<any>(
    JSON.parse(
      gunzipSync(readFileSync(join(dirname(require.resolve('aws-cdk/package.json')), 'db.json.gz'))).toString(
        'utf8',
      ),
    ).schema.resource.entities,
  ).map(({ cloudFormationType, properties }) => [cloudFormationType, properties]),
);

const causing = (type: string, replacement: string): readonly string[] =>
  Object.entries(SCHEMAS.get(type) ?? {})
    .filter(([, { causesReplacement }]) => causesReplacement === replacement)
    .map(([property]) => property)
    .sort();

describe('every resource type that can be created', () => {
  test.each([
    ['what replaces it', Object.keys(REPLACEMENT)],
    ['how it is updated in place', [...Object.keys(IN_PLACE_UPDATES), ...NEVER_IN_PLACE]],
    ['how it is deleted', Object.keys(DELETIONS)],
    ['how one sees that it is there', Object.keys(EXISTENCE)],
  ])('states %s', (_, stated) => {
    expect([...stated].sort()).toEqual(types);
  });

  test.each(types)('is replaced by what its schema says: %s', (type) => {
    expect([...(REPLACEMENT[type]?.replacedBy ?? [])].sort()).toEqual(causing(type, 'yes'));
    expect([...(REPLACEMENT[type]?.mayReplace?.properties ?? [])].sort()).toEqual(causing(type, 'maybe'));
  });

  test.each(NEVER_IN_PLACE)('has no property that is updated in place: %s', (type) => {
    const properties = Object.keys(SCHEMAS.get(type) ?? {}).sort();
    expect(causing(type, 'yes')).toEqual(properties);
  });
});
