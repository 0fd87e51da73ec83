import { writeAssumptionsPage } from './assumptions-page';
import { writeAuditorsPage } from './auditors-page';
import { writeChaosPage } from './chaos-page';
import { writeConfigurationPage } from './configuration-page';
import { writeCostsPage } from './costs-page';
import { writeEstatePage } from './estate-page';
import { writeLifecyclePage } from './lifecycle-page';
import { writeOperatorRunbook } from './operator-runbook';
import { writePermissionsPage } from './permissions-page';
import { writeReadme } from './readme';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
writeAssumptionsPage();
writeAuditorsPage();
writeChaosPage();
writeConfigurationPage();
writeCostsPage();
writeOperatorRunbook();
writePermissionsPage();
writeReadme()
  .then(writeLifecyclePage)
  .then(writeEstatePage)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
