import { App, type Environment, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FlowLogsComplianceStack, parseFlowLogsContext, UserMistake } from '../lib';

/** The template fits every account and Region, unless `-c bindEnvironment=true` asks for those of the credentials. */
function environmentOf(app: App): Environment {
  if (String(app.node.tryGetContext('bindEnvironment')) !== 'true') return {};
  return { account: process.env['CDK_DEFAULT_ACCOUNT'], region: process.env['CDK_DEFAULT_REGION'] };
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
