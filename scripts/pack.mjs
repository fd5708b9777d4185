// node scripts/pack.mjs [electron-builder's arguments]: builds the app and packages it as electron-builder.yml says.
import path from 'node:path';
import { node, runOpenly } from './lib/command.mjs';
import { modules } from './lib/paths.mjs';
import { prepareDesktop } from './lib/prepare.mjs';
import { runMain } from './lib/run-main.mjs';

const BUILDER = path.join(modules, 'electron-builder/cli.js');

await runMain(async (args) => {
  const electron = await prepareDesktop([]);
  return runOpenly(node(), [BUILDER, ...args, ...electronArguments(electron), '--publish', 'never']);
});

/** electron-builder fetches the official Electron itself, for any system; the stand-in it has to be handed. */
function electronArguments({ kind, dist, version }) {
  return kind === 'official' ? [] : [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
}
