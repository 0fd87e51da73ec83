import { writeAssumptionsPage } from './assumptions-page';
import { writeChaosPage } from './chaos-page';
import { writeLifecyclePage } from './lifecycle-page';
import { writeOperatorRunbook } from './operator-runbook';
import { writePermissionsPage } from './permissions-page';
import { writeReadme } from './readme';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
writeAssumptionsPage();
writeChaosPage();
writeOperatorRunbook();
writePermissionsPage();
writeReadme()
  .then(writeLifecyclePage)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
