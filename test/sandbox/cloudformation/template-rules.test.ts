import type { Template } from '../../../sandbox/cloudformation/assembly';
import { deploy } from '../../../sandbox/cloudformation/deployment';
import { updateStack } from '../../../sandbox/cloudformation/stack-update';
import { World } from '../../../sandbox/world';
import { smallStack } from '../small-stack';

const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };

const region = { Ref: 'AWS::Region' };
const account = { Ref: 'AWS::AccountId' };
const here = { 'Fn::Equals': [region, 'eu-central-1'] };
const elsewhere = { 'Fn::Equals': [region, 'us-east-1'] };

function attempt(Rules: Template['Rules']): string {
  const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
  const stack = smallStack({ Queue: { Type: 'AWS::SQS::Queue' } });
  try {
    deploy(world, world.region(PLACE), {
      ...stack,
      template: { ...stack.template, ...(Rules && { Rules }) },
    });
    return 'deployed';
  } catch (error) {
    expect(world.region(PLACE).queues.size).toBe(0);
    return error instanceof Error ? error.message : String(error);
  }
}

const rule = (Assert: unknown, others: object = {}): Template['Rules'] => ({
  Place: { Assertions: [{ Assert, AssertDescription: 'wrong place' }], ...others },
});

describe('an assertion of the template', () => {
  test.each<[string, unknown, boolean]>([
    ['the Region', here, true],
    ['another Region', elsewhere, false],
    ['the account', { 'Fn::Equals': ['111122223333', account] }, true],
    ['not another Region', { 'Fn::Not': [elsewhere] }, true],
    ['not this Region', { 'Fn::Not': [here] }, false],
    ['all of both', { 'Fn::And': [here, { 'Fn::Equals': [account, '111122223333'] }] }, true],
    ['all of two, of which one fails', { 'Fn::And': [here, elsewhere] }, false],
    ['one of two', { 'Fn::Or': [elsewhere, here] }, true],
    ['one of two that fail', { 'Fn::Or': [elsewhere, elsewhere] }, false],
    ['one of a list', { 'Fn::Contains': [['eu-west-1', 'eu-central-1'], region] }, true],
    ['one of another list', { 'Fn::Contains': [['eu-west-1', 'us-east-1'], region] }, false],
  ])('of %s is evaluated', (_, Assert, holds) => {
    expect(attempt(rule(Assert))).toBe(holds ? 'deployed' : 'deployment refused: wrong place');
  });

  test('counts only where the condition of its rule holds', () => {
    expect(attempt(rule(elsewhere, { RuleCondition: elsewhere }))).toBe('deployed');
    expect(attempt(rule(elsewhere, { RuleCondition: here }))).toContain('wrong place');
  });

  test('is told by the name of its rule, where nothing describes it', () => {
    const Rules = { Place: { Assertions: [{ Assert: elsewhere }] } };
    expect(attempt(Rules)).toBe('deployment refused: rule Place of the template does not hold');
  });

  test('about the bootstrap stack is left to the CDK', () => {
    expect(attempt({ CheckBootstrapVersion: { Assertions: [{ Assert: elsewhere }] } })).toBe('deployed');
  });

  test('by a function that is not modelled is refused by name', () => {
    expect(attempt(rule({ 'Fn::EachMemberIn': [[], []] }))).toContain('the rule function Fn::EachMemberIn');
  });

  test('refuses an update before anything changes', () => {
    const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
    const stack = smallStack({ Queue: { Type: 'AWS::SQS::Queue' } });
    const deployed = deploy(world, world.region(PLACE), stack);
    const template = { Resources: {}, Rules: rule(elsewhere) ?? {} };
    const update = () => updateStack(world, world.region(PLACE), deployed, { ...stack, template });
    expect(update).toThrow('deployment refused: wrong place');
    expect(world.region(PLACE).queues.size).toBe(1);
  });
});
