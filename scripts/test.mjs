// npm test: everything that has to hold, from a fresh checkout. The fast checks come first, the first failure ends it.
import { installPackages } from './lib/install.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { prepareDesktop } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';
import { say } from './lib/say.mjs';
import { ensureSystemPackages, packagesForTests } from './lib/system-packages.mjs';
import { forgetTestReports, readTestCounts } from './lib/test-counts.mjs';
import { npmScript, runSteps, unitTests, windowTests } from './lib/test-steps.mjs';

const STEPS = [
  { name: 'generated files', run: npmScript('check:generated') },
  { name: 'types', run: npmScript('check:types') },
  { name: 'style', run: npmScript('check:style') },
  { name: 'import directions', run: npmScript('check:imports') },
  { name: 'a test for each rule of sync', run: npmScript('check:rules') },
  { name: 'unit and integration tests', run: unitTests },
  { name: 'build', run: build },
  { name: 'end-to-end tests', run: windowTests },
];

await runMain(async (args) => {
  if (args.length > 0)
    throw new PlainError(`npm test takes no options; "npm run test:unit -- ${args.join(' ')}" does`);
  forgetTestReports();
  await ensureSystemPackages(packagesForTests());
  await installPackages();
  const code = await runSteps(STEPS);
  const counts = readTestCounts();
  if (counts) say(counts);
  return code;
});

async function build() {
  await prepareDesktop(packagesForTests());
  return 0;
}
