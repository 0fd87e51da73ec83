import { writeAssumptionsPage } from './assumptions-page';
import { writeReadme } from './readme';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
writeAssumptionsPage();
writeReadme().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
