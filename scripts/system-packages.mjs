// sudo node scripts/system-packages.mjs: installs what the tests need of Debian or Ubuntu. Elsewhere it does nothing.
import { runMain } from './lib/run-main.mjs';
import { ensureSystemPackages, packagesForTests } from './lib/system-packages.mjs';

await runMain(async () => {
  await ensureSystemPackages(packagesForTests());
});
