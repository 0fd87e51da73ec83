import { App, type Environment, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FlowLogsComplianceStack, parseFlowLogsContext, UserMistake } from '../lib';

/** The template fits every account and Region, unless `-c bindEnvironment=true` asks for those of the credentials. */
function environmentOf(app: App): Environment {
  const bind = app.node.tryGetContext('bindEnvironment') ?? false;
  if (!['true', 'false'].includes(String(bind)))
    throw new UserMistake(
      `bindEnvironment: got ${JSON.stringify(bind)}, allowed: true or false; correct it, or leave it out for false`,
    );
  if (String(bind) === 'false') return {};
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  if (!account || !region)
    throw new UserMistake(
      'bindEnvironment: got true without an account and a Region, allowed: true where the CDK CLI finds credentials; configure them, or leave it out for a template that fits every account and Region',
    );
  return { account, region };
}

try {
  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  new FlowLogsComplianceStack(app, 'VpcFlowLogsCompliance', {
    env: environmentOf(app),
    flowLogs: parseFlowLogsContext(app.node.tryGetContext('flowLogs')),
  });
} catch (error) {
  if (!(error instanceof UserMistake)) throw error;
  console.error(error.message);
  process.exit(1);
}
