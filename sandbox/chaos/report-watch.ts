import type { MadeCall } from '../faults';
import { type Input, structuresOf, textOf } from '../operation';
import { isOrdered, namesReason } from './named-reasons';
import { OwedVerdicts } from './owed-verdicts';
import type { Requirement } from './requirements';
import type { Watched } from './watched';

/** Is what functions report true, told with its reason, and taken? */
export class ReportWatch {
  private readonly owed = new OwedVerdicts();

  constructor(private readonly watched: Watched) {}

  /** A verdict is right when it is what a second judge makes of what EC2 shows at the same moment. */
  report({ input, region, caller }: MadeCall): void {
    const { sandbox, requirements, violations } = this.watched;
    const { config, place } = sandbox.home;
    if (region !== place.region || caller.kind !== 'role') return;
    this.owed.report(input);
    const ruleName = config.tokens.get(textOf(input, 'ResultToken') ?? '')?.ruleName;
    const requirement = requirements.find(({ rule }) => rule.name === ruleName);
    const evaluations = structuresOf(input, 'Evaluations');
    if (requirement) for (const evaluation of evaluations) this.lookAt(requirement, evaluation);
    const [first] = evaluations;
    if (first && !isOrdered(config, input, first['OrderingTimestamp']))
      violations.note('order', `${textOf(first, 'ComplianceResourceId')}: ${first['OrderingTimestamp']}`);
  }

  private lookAt(requirement: Requirement, evaluation: Input): void {
    const { oracle, violations } = this.watched;
    const vpcId = textOf(evaluation, 'ComplianceResourceId') ?? '';
    const given = textOf(evaluation, 'ComplianceType') ?? '';
    const annotation = textOf(evaluation, 'Annotation') ?? '';
    const truth = oracle.truthAbout(requirement, vpcId);
    const text = `${vpcId} for ${requirement.name}: ${given} (${annotation})`;
    if (given !== truth) violations.note('verdict', `${text}, and EC2 shows ${truth}`);
    else if (!namesReason(oracle, requirement, { vpcId, truth, annotation })) violations.note('reason', text);
  }

  /** Evaluations that Config took. */
  take(input: Input): void {
    this.owed.take(input);
  }

  /** At the end. */
  lookAtOwed(): void {
    const { sandbox, violations } = this.watched;
    for (const text of this.owed.unpaid(sandbox.home, sandbox.world.scheduler.now()))
      violations.note('owed', text);
  }
}
