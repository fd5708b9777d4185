import type { AppUpdater } from 'electron-updater';
import type { DeviceSettings } from '../../preload/device-settings.ts';
import type { UpdateState } from '../../preload/shell-topics.ts';
import type { Words } from '../../words/words.ts';
import type { InstallKind } from './install-kind.ts';
import { problemOf, type UpdateProblem } from './problems.ts';
import { UpdateRefused } from './signed-feed.ts';

type UpdateSettings = Pick<DeviceSettings, 'updateChannel' | 'updateByItself'>;

export interface UpdatesOptions {
  readonly installKind: InstallKind;
  /** Makes the one updater, with its feed; called at the first look. */
  createUpdater(): Promise<AppUpdater>;
  settings(): UpdateSettings;
  words(): Words;
  /** Called whenever the state has changed. */
  onChange(): void;
  /** Brings to an end whatever an installer must not find open. The app ends after it. */
  beforeInstall(): Promise<void>;
  log(line: string): void;
}

type Progress = Omit<UpdateState, 'problem'> & { readonly problem?: UpdateProblem };

/** Looks for newer versions, fetches them, and puts one in when asked or when the app ends. */
export class Updates {
  readonly #options: UpdatesOptions;
  #updater: Promise<AppUpdater> | undefined;
  #look: Promise<void> | undefined;
  #progress: Progress;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    this.#progress = { state: options.installKind === 'packaged' ? 'packaged' : 'idle' };
  }

  get state(): UpdateState {
    const { problem, ...rest } = this.#progress;
    return problem === undefined ? rest : { ...rest, problem: problem.say(this.#options.words()) };
  }

  /** Looks for a newer version and fetches it. Never throws: what goes wrong is in the state. */
  check(): Promise<void> {
    this.#look ??= this.#lookNow().finally(() => {
      this.#look = undefined;
    });
    return this.#look;
  }

  /** Ends the app, puts in what was fetched, and starts again. Nothing where nothing is ready. */
  async install(): Promise<void> {
    if (this.#progress.state !== 'ready' || this.#updater === undefined) return;
    const updater = await this.#updater;
    await this.#options.beforeInstall();
    updater.quitAndInstall(true, true);
  }

  async #lookNow(): Promise<void> {
    const before = this.#progress;
    // An update that is ready stays so on the screen while a still newer one is looked for.
    if (before.state !== 'ready' && before.state !== 'packaged') this.#set({ state: 'checking' });
    let version: string | undefined;
    try {
      const updater = await this.#prepareUpdater();
      const found = await updater.checkForUpdates();
      version = found?.updateInfo.version;
      if (version !== undefined) refuseOlder(updater, version, this.#options.settings());
      await this.#take(updater, found?.isUpdateAvailable ? version : undefined);
    } catch (error) {
      this.#options.log(`No update: ${error instanceof Error ? error.message : String(error)}`);
      // What was fetched and found good stays so.
      if (before.state === 'ready') this.#set(before);
      else this.#fail(problemOf(error, version));
    }
  }

  async #prepareUpdater(): Promise<AppUpdater> {
    this.#updater ??= this.#options.createUpdater();
    const updater = await this.#updater;
    updater.autoDownload = false;
    updater.allowDowngrade = false;
    updater.autoInstallOnAppQuit = this.#options.settings().updateByItself;
    return updater;
  }

  /** Goes on with the newer version, if there is one for this device. */
  async #take(updater: AppUpdater, version: string | undefined): Promise<void> {
    const { installKind } = this.#options;
    const checkedAt = Date.now();
    if (installKind === 'packaged') return this.#set({ state: 'packaged', ...named(version), checkedAt });
    if (version === undefined) return this.#set({ state: 'idle', checkedAt });
    await this.#fetch(updater, version);
    this.#set({ state: 'ready', version, checkedAt });
  }

  async #fetch(updater: AppUpdater, version: string): Promise<void> {
    const tell = ({ percent }: { percent: number }) =>
      this.#set({ state: 'downloading', version, percent: Math.floor(percent) });
    tell({ percent: 0 });
    updater.on('download-progress', tell);
    try {
      await updater.downloadUpdate();
    } finally {
      updater.off('download-progress', tell);
    }
  }

  /** Whoever owns a package looks after it, whatever the feed says: there it is no failure of this app. */
  #fail(problem: UpdateProblem): void {
    const state = this.#options.installKind === 'packaged' ? 'packaged' : problem.state;
    this.#set({ state, problem, checkedAt: Date.now() });
  }

  #set(progress: Progress): void {
    this.#progress = progress;
    this.#options.onChange();
  }
}

function named(version: string | undefined): { version?: string } {
  return version === undefined ? {} : { version };
}

/**
 * An older version on offer is an old feed put back by somebody, and is said. Only who leaves the beta channel meets
 * one rightly: their version is newer than the stable one for a while.
 */
function refuseOlder(updater: AppUpdater, version: string, { updateChannel }: UpdateSettings): void {
  const { currentVersion } = updater;
  if (currentVersion.compare(version) <= 0) return;
  if (updateChannel === 'stable' && currentVersion.prerelease.length > 0) return;
  throw new UpdateRefused('older', `The feed offers ${version}, and this is ${currentVersion.version}.`);
}
