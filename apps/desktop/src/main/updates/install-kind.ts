/** `itself`: the app can put a newer version in its place. `packaged`: whoever installed it has to. */
export type InstallKind = 'itself' | 'packaged';

/**
 * How this copy was installed. On Linux only an AppImage is a file that can be replaced; a package belongs to the
 * system's package manager, and an unpacked archive to whoever unpacked it.
 */
export function installKind(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): InstallKind {
  if (platform !== 'linux') return 'itself';
  return env.APPIMAGE ? 'itself' : 'packaged';
}
