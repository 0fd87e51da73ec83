import type { Command } from 'commander';
import { addCommand, type CommandFrame } from '../command-frame';
import { addEstateFlags } from '../estate/estate-flags';
import { addRequirementFlags } from '../requirements';
import type { AuditFlags } from './command';

const EXAMPLES = [
  'flow-logs audit                                         this account, every enabled Region, by ./cdk.json',
  'flow-logs audit --organization --role-name auditor      every account of the organization',
  'flow-logs audit --regions eu-central-1 --explain        with the cause and the remedy of each gap',
  'flow-logs audit --traffic-type REJECT --format lines    vpc-… ok, MISSING, unknown or not-applicable',
  'flow-logs audit --accounts 111122223333,444455556666 --role-name auditor --format csv > audit.csv',
];

const OUTCOMES = `Exit code: 0 every VPC that needs flow logs is covered, 2 there are gaps, 1 there are none that are known, and not all
could be read. Where AWS Config does not record, VPCs are unknown; --ec2-only judges them all the same.`;

export function addAudit(program: Command, frame: CommandFrame): void {
  const command = addCommand(program, 'audit', frame, EXAMPLES, [
    'table',
    'json',
    'csv',
    'lines',
  ]).description('Judges every VPC of the accounts and Regions as the rule does, read-only.');
  addRequirementFlags(addEstateFlags(command))
    .option('--all', 'list VPCs without a gap as well; json, csv and lines always do')
    .option('--ec2-only', 'judge by what EC2 lists, whether AWS Config records it or not')
    .option('--explain', 'the cause of each gap, and what closes it: AWS CLI, Terraform and CDK')
    .option(
      '--destination <arn>',
      'where the flow logs of --explain deliver to: a bucket, log group or stream',
    )
    .option('--delivery-role <arn>', 'by which role, to a log group')
    .addHelpText('after', `\n${OUTCOMES}`)
    .action(async (_, command: Command) => {
      const { runAudit } = await import('./command.js');
      frame.end(await runAudit(command.optsWithGlobals<AuditFlags>(), frame.surroundings));
    });
}
