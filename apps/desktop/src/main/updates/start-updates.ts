import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { DeviceSettings } from '../../preload/device-settings.ts';
import type { Words } from '../../words/words.ts';
import { installKind } from './install-kind.ts';
import { scheduleUpdates } from './update-schedule.ts';
import { readUpdateSource, type UpdateSource } from './update-source.ts';
import { Updates } from './updates.ts';

export interface StartUpdatesOptions {
  /** Another address of the feed than the package's own, from the environment. */
  readonly mirror: string | undefined;
  settings(): DeviceSettings;
  words(): Words;
  onChange(): void;
  /** Ends the engine: nothing writes any more when this resolves. */
  stopEngine(): Promise<void>;
  log(line: string): void;
}

/** Looks after updates from now on, or gives nothing where this app was built for no feed. */
export function startUpdates(options: StartUpdatesOptions): Updates | undefined {
  const source = findSource(options);
  if (source === undefined) return undefined;
  const kind = installKind(process.platform, process.env);
  const updates = new Updates({
    ...options,
    installKind: kind,
    createUpdater: () => createUpdater(kind, source, options),
    beforeInstall: async () => {
      await options.stopEngine();
      // The new version starts while this one still ends: it must not be sent away as a second start.
      app.releaseSingleInstanceLock();
    },
  });
  scheduleUpdates({ settings: options.settings, check: () => updates.check(), random: Math.random });
  return updates;
}

/** A package whose feed cannot be used works on without updates, and its log says why. */
function findSource({ mirror, log }: StartUpdatesOptions): UpdateSource | undefined {
  if (!app.isPackaged) return undefined;
  try {
    const packageJson: unknown = JSON.parse(
      readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8'),
    );
    return readUpdateSource(packageJson, mirror);
  } catch (error) {
    log(`There will be no updates: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Loaded only when it is needed: a start should not wait for it. */
async function createUpdater(
  kind: ReturnType<typeof installKind>,
  source: UpdateSource,
  { settings, log }: StartUpdatesOptions,
): Promise<AppUpdater> {
  const [library, { followFeed }] = await Promise.all([
    import('electron-updater'),
    import('./feed-provider.ts'),
  ]);
  const updater = createFor(kind, library);
  updater.logger = { info: log, warn: log, error: (line: unknown) => log(String(line)) };
  followFeed(updater, { source, channel: () => settings().updateChannel });
  return updater;
}

function createFor(
  kind: ReturnType<typeof installKind>,
  { NsisUpdater, MacUpdater, AppImageUpdater, DebUpdater }: typeof import('electron-updater'),
): AppUpdater {
  // Of a package only the newer version's name is wanted; this one asks for it and is never told to install.
  if (kind === 'packaged') return new DebUpdater();
  if (process.platform === 'win32') return new NsisUpdater();
  if (process.platform === 'darwin') return new MacUpdater();
  return new AppImageUpdater();
}
