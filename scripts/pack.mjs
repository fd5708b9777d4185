// npm run package [-- electron-builder's arguments]: builds the app and packages it as electron-builder.yml says.
import path from 'node:path';
import { node, runOpenly } from './lib/command.mjs';
import { drawIcons } from './lib/icon-files.mjs';
import { packArguments, packTools } from './lib/pack-arguments.mjs';
import { modules } from './lib/paths.mjs';
import { prepareDesktop } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';

const BUILDER = path.join(modules, 'electron-builder/cli.js');

await runMain(async (args) => {
  const electron = await prepareDesktop([]);
  drawIcons();
  const told = packArguments(electron, args, process.env);
  return runOpenly(node(), [BUILDER, ...told, '--publish', 'never'], { env: packTools(electron) });
});
