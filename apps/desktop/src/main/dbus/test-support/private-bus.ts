import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A session bus that nobody else is on. */
export class PrivateBus {
  #daemon: ChildProcess | undefined;
  address = '';

  /** Starts it and gives its address. */
  async start(): Promise<string> {
    const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#daemon = daemon;
    const [address] = await once(createInterface({ input: daemon.stdout }), 'line');
    this.address = String(address);
    return this.address;
  }

  async stop(): Promise<void> {
    const daemon = this.#daemon;
    if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const ended = once(daemon, 'exit');
    daemon.kill();
    await ended;
  }
}
