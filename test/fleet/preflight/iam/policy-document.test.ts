import { parsePolicy } from '../../../../fleet/preflight/iam/policy-document';

const document = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:*', Resource: ['a', 'b'] },
};

test.each([
  ['as it is', JSON.stringify(document)],
  ['percent-encoded, as IAM gives it', encodeURIComponent(JSON.stringify(document))],
])('a document is read %s', (_, text) => {
  expect(parsePolicy('policy', text).statements).toEqual([
    expect.objectContaining({ name: 'number 1', effect: 'Allow', actions: ['s3:*'], resources: ['a', 'b'] }),
  ]);
});

test('conditions are one per key, with their values as texts', () => {
  const Condition = { Bool: { 'aws:SecureTransport': false }, StringEquals: { a: ['1', '2'], b: '3' } };
  const { statements } = parsePolicy(
    'policy',
    JSON.stringify({ Statement: [{ Effect: 'Deny', Condition }] }),
  );
  expect(statements[0]?.conditions).toEqual([
    { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
    { operator: 'StringEquals', key: 'a', values: ['1', '2'] },
    { operator: 'StringEquals', key: 'b', values: ['3'] },
  ]);
});

test.each([
  ['', 'the policy is not JSON'],
  ['%', 'the policy is not JSON'],
  ['[]', 'the policy is not a JSON object'],
  ['{"Statement":["x"]}', 'statement number 1 of the policy is no object'],
  ['{"Statement":[{"Effect":"Maybe"}]}', 'statement number 1 of the policy has no Effect'],
  [
    '{"Statement":[{"Sid":"A","Effect":"Deny","Action":{}}]}',
    'statement A of the policy has something other than text in Action',
  ],
  ['{"Statement":[{"Effect":"Deny","Condition":[]}]}', 'has a Condition that is no object'],
  ['{"Statement":[{"Effect":"Deny","Condition":{"Bool":1}}]}', 'has Bool without keys'],
])('%s is refused: %s', (text, message) => {
  expect(() => parsePolicy('policy', text)).toThrow(message);
});
