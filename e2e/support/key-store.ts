import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sessionBus } from '@homebridge/dbus-native';
import { waitFor } from './wait-for.ts';

/** A real key store (gnome-keyring) on the test's session bus, empty and unlocked, with its files in a folder of its own. */
export class KeyStore {
  /** What an app must load first to use it: where no desktop says so, and because Playwright says otherwise. */
  static readonly before = path.join(import.meta.dirname, 'use-key-store.cjs');
  private readonly home = mkdtempSync(path.join(tmpdir(), 'holdfast-keys-'));
  private daemon: ChildProcess | undefined;

  /** Starts it and waits until it has been unlocked. */
  async start(): Promise<void> {
    const env = { ...process.env, HOME: this.home, XDG_DATA_HOME: this.home, XDG_RUNTIME_DIR: this.home };
    const args = ['--foreground', '--unlock', '--components=secrets'];
    const daemon = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    this.daemon = daemon;
    daemon.stdin.end('the password of the key store');
    await waitFor('an unlocked key store', () => existsSync(path.join(this.home, 'keyrings/login.keyring')));
    await waitForName('org.freedesktop.secrets');
  }

  async stop(): Promise<void> {
    const { daemon } = this;
    if (daemon !== undefined && daemon.exitCode === null) {
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
    }
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Waits until somebody on the session bus has this name. */
async function waitForName(name: string): Promise<void> {
  const bus = sessionBus();
  const look = () =>
    new Promise<boolean>((resolve, reject) => {
      bus.nameHasOwner(name, (error, hasOwner) => (error ? reject(error) : resolve(hasOwner)));
    });
  try {
    while (!(await look()));
  } finally {
    bus.connection.end();
  }
}
