import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { COMMAND_PERMISSIONS } from '../fleet/permissions';
import { FlowLogsComplianceStack, LogDestination } from '../lib';
import { fillBlocks, rewrite } from './generated-blocks';
import { markdownTable } from './markdown-table';
import { type RoleTemplate, roleTable } from './permissions-table';

const STACK = 'VpcFlowLogsCompliance';

/** What a stack with this destination deploys; the function's code does not matter here. */
function templateWith(destination: LogDestination): RoleTemplate {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ context });
  new FlowLogsComplianceStack(app, STACK, {
    flowLogs: {
      functionCode: Code.fromInline('exports.handler = async () => {};'),
      requirements: [{ name: 'all-traffic', destination }],
    },
  });
  return app.synth().getStackByName(STACK).template;
}

const STREAM_ARN = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';

/** Every action that a command calls, with the commands that do. */
function commandTable(): string {
  const uses = Object.entries(COMMAND_PERMISSIONS).flatMap(([command, permissions]) =>
    permissions.map(({ action, resource }) => ({ command, action, resource })),
  );
  const keys = [...new Set(uses.map(({ action, resource }) => `${action} ${resource}`))].sort();
  const rows = keys.map((key) => {
    const using = uses.filter(({ action, resource }) => `${action} ${resource}` === key);
    const [action = '', resource = ''] = key.split(' ');
    return [action, `\`${resource}\``, using.map(({ command }) => command).join('<br>')];
  });
  return markdownTable(['action', 'resource', 'needed by flow-logs'], rows);
}

/** Fills the tables of docs/permissions.md: the execution role is the same for all, the others are not. */
export function fillPermissionsPage(page: string): string {
  const bucket = templateWith(LogDestination.s3());
  return fillBlocks(page, {
    commands: commandTable(),
    execution: roleTable(bucket, ['ExecutionRole']),
    s3: roleTable(bucket, ['AutomationRole', 'DeliveryRole']),
    cloudwatch: roleTable(templateWith(LogDestination.cloudWatchLogs()), ['AutomationRole', 'DeliveryRole']),
    firehose: roleTable(templateWith(LogDestination.firehose({ deliveryStreamArn: STREAM_ARN })), [
      'AutomationRole',
      'DeliveryRole',
    ]),
  });
}

export const writePermissionsPage = (): void => rewrite('docs/permissions.md', fillPermissionsPage);
