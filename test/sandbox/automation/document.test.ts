import { InvalidDocument, parseDocument } from '../../../sandbox/automation/document';
import { branch, call, choice, documentOf, property, sleep } from './steps';

const parse = (...steps: readonly Readonly<Record<string, unknown>>[]) => parseDocument(documentOf(...steps));

describe('a document', () => {
  test('has the defaults of AWS where it is silent', () => {
    expect(parse(sleep('Wait')).steps[0]).toMatchObject({
      maxAttempts: 1,
      onFailure: 'Abort',
      onCancel: 'Abort',
      isCritical: true,
      isEnd: false,
      timeoutSeconds: undefined,
      nextStep: undefined,
      outputs: [],
    });
  });

  test.each([
    ['Abort', undefined, true],
    ['Continue', undefined, false],
    ['Continue', true, true],
    ['step:Wait', undefined, true],
    ['step:Wait', false, false],
  ])(
    'with onFailure %s and isCritical %p has a step that is critical: %s',
    (onFailure, isCritical, expected) => {
      const [step] = parse(
        sleep('Wait', { onFailure, ...(isCritical === undefined ? {} : { isCritical }) }),
      ).steps;
      expect(step?.isCritical).toBe(expected);
    },
  );

  const branches = { Choices: [choice('{{ global:REGION }}', 'x', 'Wait')] };

  test.each([
    ['another schema version', { ...documentOf(sleep('Wait')), schemaVersion: '2.2' }, 'schemaVersion 2.2'],
    ['no steps', documentOf(), 'mainSteps has no step'],
    ['an unknown member', { ...documentOf(sleep('Wait')), variables: {} }, 'variables'],
    ['a step without a name', documentOf(sleep('')), "step name '' is not valid"],
    ['a name with a dash', documentOf(sleep('wait-here')), "step name 'wait-here'"],
    ['two steps of one name', documentOf(sleep('Wait'), sleep('Wait')), 'two steps are named Wait'],
    ['an onFailure of its own', documentOf(sleep('Wait', { onFailure: 'Retry' })), 'onFailure Retry'],
    [
      'an onFailure that leads nowhere',
      documentOf(sleep('Wait', { onFailure: 'step:Gone' })),
      'goes to Gone',
    ],
    ['a nextStep that leads nowhere', documentOf(sleep('Wait', { nextStep: 'Gone' })), 'goes to Gone'],
    [
      'a Default that leads nowhere',
      documentOf(sleep('Wait'), branch('Fork', { ...branches, Default: 'Gone' })),
      'goes to Gone',
    ],
    ['a choice that leads nowhere', documentOf(branch('Fork', branches)), 'goes to Wait'],
    ['a branch without choices', documentOf(branch('Fork', { Choices: [] })), 'has no Choices'],
    [
      'a choice that is not complete',
      documentOf(branch('Fork', { Choices: [{ NextStep: 'Fork', Contains: 'x' }] })),
      'Variable of a choice is missing',
    ],
    ['a sleep without Duration', documentOf(sleep('Wait', { inputs: {} })), 'Duration of Wait is missing'],
    [
      'a step without inputs',
      documentOf({ name: 'Wait', action: 'aws:sleep' }),
      'inputs of Wait is not an object',
    ],
    ['no attempt', documentOf(sleep('Wait', { maxAttempts: 0 })), 'maxAttempts of Wait: got 0'],
    [
      'a limit that is a text',
      documentOf(sleep('Wait', { timeoutSeconds: '60' })),
      'timeoutSeconds of Wait: got "60"',
    ],
    ['an isEnd that is a text', documentOf(sleep('Wait', { isEnd: 'true' })), 'isEnd of Wait: got "true"'],
    [
      'another service',
      documentOf(call('Call', { inputs: { Service: 'dynamodb', Api: 'ListTables' } })),
      'dynamodb ListTables',
    ],
    [
      'an operation that its service does not have',
      documentOf(call('Call', { inputs: { Service: 'sts', Api: 'CreateVpc' } })),
      'sts CreateVpc',
    ],
    [
      'an onCancel of its own',
      documentOf(sleep('Wait', { onCancel: 'Continue' })),
      'onCancel Continue is not Abort or step:name',
    ],
    ['an onCancel that leads nowhere', documentOf(sleep('Wait', { onCancel: 'step:Gone' })), 'goes to Gone'],
    [
      'an onCancel that leads to a sleep',
      documentOf(call('Call', { onCancel: 'step:Wait' }), sleep('Wait')),
      'onCancel does not move to aws:sleep',
    ],
    [
      'outputs of a sleep',
      documentOf(sleep('Wait', { outputs: [{ Name: 'a', Selector: '$.a' }] })),
      'does not play outputs of aws:sleep',
    ],
    ['an empty list of outputs', { ...documentOf(sleep('Wait')), outputs: [] }, 'outputs of the document'],
    [
      'an output of a step that is not there',
      { ...documentOf(sleep('Wait')), outputs: ['Gone.Id'] },
      'output Gone.Id of the document is of no step',
    ],
    [
      'a property without a selector',
      documentOf(property('Wait', { PropertySelector: undefined })),
      'PropertySelector of Wait',
    ],
    [
      'a property without values',
      documentOf(property('Wait', { DesiredValues: [] })),
      'DesiredValues of Wait',
    ],
    [
      'a parameter with a list of values',
      { ...documentOf(sleep('Wait')), parameters: { Ids: { type: 'StringList' } } },
      'parameter Ids',
    ],
    [
      'a parameter with allowedValues',
      { ...documentOf(sleep('Wait')), parameters: { Id: { type: 'String', allowedValues: ['a'] } } },
      'allowedValues',
    ],
    [
      'a default that is no text',
      { ...documentOf(sleep('Wait')), parameters: { Id: { type: 'String', default: 5 } } },
      'default of Id: got 5',
    ],
  ] as const)('with %s is refused by name', (_, document, named) => {
    expect(() => parseDocument(document)).toThrow(InvalidDocument);
    expect(() => parseDocument(document)).toThrow(named);
  });

  test.each([
    'def fail(events, context):\n    reason = str(events["reason"])\n    raise Exception("no: " + reason)\n    pass',
    'import os\ndef fail(events, context):\n    reason = str(events["reason"])\n    raise Exception("no: " + reason)',
    'def other(events, context):\n    reason = str(events["reason"])\n    raise Exception("no: " + reason)',
    'def fail(events, context):\n    reason = str(events["reason"])\n    raise Exception("{{ VpcId }} " + reason)',
    'def fail(events, context):\n    reason = str(events["other"])\n    raise Exception("no: " + reason)',
  ])('with another script is refused: %j', (Script) => {
    const inputs = { Runtime: 'python3.12', Handler: 'fail', InputPayload: { reason: 'x' }, Script };
    expect(() => parse({ name: 'Fail', action: 'aws:executeScript', inputs })).toThrow(InvalidDocument);
  });
});
