import path from 'node:path';
import { root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

/**
 * What electron-builder is told besides electron-builder.yml: which Electron, what to make where not everything can be
 * made, and where updates come from. `args` are those of the person, `env` the environment.
 */
export function packArguments(electron, args, env) {
  return [...targets(electron, args), ...args, ...electronArguments(electron), ...updateArguments(env)];
}

/**
 * Programs that electron-builder would fetch from GitHub. Where the official Electron cannot be had, neither can
 * they, and stand-ins of ours make what can be made.
 */
export function packTools({ kind }) {
  if (kind === 'official') return {};
  return {
    CUSTOM_FPM_PATH: path.join(root, 'scripts/fpm-stand-in.mjs'),
    ELECTRON_BUILDER_7ZIP_PATH: path.join(root, 'scripts/7za-stand-in.mjs'),
  };
}

/** AppImage and rpm need programs that the stand-ins do not replace. */
function targets({ kind }, args) {
  const namesNone = !args.some((arg) => !arg.startsWith('-') || arg === '--dir');
  return kind === 'stand-in' && namesNone ? ['--linux', 'deb', 'tar.gz'] : [];
}

/** electron-builder fetches the official Electron itself, for any system; the stand-in it has to be handed. */
function electronArguments({ kind, dist, version }) {
  return kind === 'official' ? [] : [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
}

/**
 * The feed and the key of updates (docs/admin/updates.md), which are built into the package. A package without them
 * looks for none.
 */
function updateArguments({ HOLDFAST_UPDATE_FEED: feed, HOLDFAST_UPDATE_KEY: publicKey }) {
  if (!feed && !publicKey) return [];
  if (!feed || !publicKey)
    throw new PlainError('HOLDFAST_UPDATE_FEED and HOLDFAST_UPDATE_KEY go together: set both, or neither.');
  return [
    '-c.publish.provider=generic',
    `-c.publish.url=${feed}`,
    `-c.extraMetadata.updates.feed=${feed}`,
    `-c.extraMetadata.updates.publicKey=${publicKey}`,
  ];
}
