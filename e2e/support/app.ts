import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Person } from './server-process.ts';

const desktop = path.resolve(import.meta.dirname, '../../apps/desktop');
/** A packaged app to run in the place of the built one (scripts/packaged.mjs). */
const packaged = process.env.HOLDFAST_APP;
/** What Electron is told to run: a package runs itself. */
const program = packaged === undefined ? [desktop] : [];

export interface LaunchOptions {
  /** The folder of the profile; a throw-away one if absent. */
  readonly profile?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** The language of the system, as `LANGUAGE` names it; the one that the tests find things in by default. */
  readonly language?: string;
  /** Width and height of the window, in pixels. */
  readonly size?: readonly [number, number];
  /** More of its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** A module that Electron loads before the app; a package loads none. */
  readonly before?: string;
  /** After so many seconds without a key the person counts as idle. Nobody touches the keys of a test's display, so never by default. */
  readonly idleSeconds?: number;
}

const NEVER_IDLE_SECONDS = 7 * 24 * 60 * 60;

/** The real app with a profile folder of its own. It can be closed or killed, and launched again on the same profile. */
export class App {
  readonly profile: string;
  private readonly options: LaunchOptions;
  private electron: ElectronApplication | undefined;
  private shown: Page | undefined;

  constructor(options: LaunchOptions = {}) {
    this.options = options;
    this.profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'holdfast-profile-'));
  }

  get page(): Page {
    if (this.shown === undefined) throw new Error('The app has no window yet.');
    return this.shown;
  }

  get application(): ElectronApplication {
    if (this.electron === undefined) throw new Error('The app does not run.');
    return this.electron;
  }

  /** Starts the app and waits for its window. With `signIn` it comes up signed in as that person; `more` are its arguments. */
  async launch(signIn?: { server: string; person: Person }, ...more: readonly string[]): Promise<void> {
    const [width, height] = this.options.size ?? [1280, 800];
    this.electron = await _electron.launch({
      ...(packaged === undefined ? {} : { executablePath: packaged }),
      args: [...this.loadBefore(), ...program, `--user-data-dir=${this.profile}`, ...more],
      env: {
        ...definedEnvironment(),
        LANGUAGE: this.options.language ?? 'en_GB',
        HOLDFAST_WINDOW: `0,0,${width},${height}`,
        HOLDFAST_IDLE_SECONDS: String(this.options.idleSeconds ?? NEVER_IDLE_SECONDS),
        ...this.options.env,
        ...this.signInFile(signIn),
      },
      ...(this.options.colorScheme === undefined ? {} : { colorScheme: this.options.colorScheme }),
    });
    this.shown = await this.electron.firstWindow();
  }

  /** Starts the app once more on the same profile, with more arguments, as the system does for a link. Gives the exit code. */
  async startAgain(...more: readonly string[]): Promise<number | null> {
    const first = this.application.process();
    // Playwright adds this one by itself where the sandbox cannot work.
    const sandbox = first.spawnargs.filter((arg) => arg === '--no-sandbox');
    const args = [...sandbox, ...program, `--user-data-dir=${this.profile}`, ...more];
    const second = spawn(first.spawnfile, args, { stdio: 'ignore', env: definedEnvironment() });
    return new Promise((resolve, reject) => {
      second.once('error', reject);
      second.once('exit', resolve);
    });
  }

  /** Keeps a picture of the window, if there is one. */
  async picture(file: string): Promise<void> {
    await this.shown?.screenshot({ path: file });
  }

  /** Ends it as a power cut would: the main process and with it everything below. */
  async kill(): Promise<void> {
    const child = this.application.process();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await ended;
    this.electron = undefined;
  }

  async close(): Promise<void> {
    await this.electron?.close();
    this.electron = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    if (this.options.profile === undefined) rmSync(this.profile, { recursive: true, force: true });
  }

  private loadBefore(): readonly string[] {
    return this.options.before === undefined ? [] : ['-r', this.options.before];
  }

  private signInFile(signIn?: { server: string; person: Person }): Record<string, string> {
    if (signIn === undefined) return {};
    const file = path.join(this.profile, 'sign-in.json');
    const { email, password } = signIn.person;
    writeFileSync(file, JSON.stringify({ server: signIn.server, email, password }), { mode: 0o600 });
    return { HOLDFAST_SIGN_IN_FILE: file };
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
