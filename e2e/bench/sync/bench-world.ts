import { type Person, people, ServerProcess } from '../../support/server-process.ts';
import type { EngineCalls } from './engine-worker.ts';
import type { Calls } from './serve-calls.ts';
import { Worker } from './worker.ts';

/** Limits that keep one client from working too much are not what is measured. */
const settings = {
  HOLDFAST_MUTATION_BURST: '10000000',
  HOLDFAST_MUTATIONS_PER_SECOND: '1000000',
  HOLDFAST_PULLS_PER_MINUTE: '1000000',
  HOLDFAST_EVENTS_PER_MINUTE: '1000000',
  HOLDFAST_MAX_CONNECTIONS_PER_USER: '10000',
  HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: '100000',
  HOLDFAST_ACCESS_TOKEN_SECONDS: '86400',
  HOLDFAST_SIGN_INS_PER_MINUTE: '10000',
};

/** A real server process and the processes of its clients, gone at the end. */
export class BenchWorld {
  readonly server = new ServerProcess(settings);
  private readonly workers: { end(): Promise<void> }[] = [];

  async start(): Promise<void> {
    await this.server.addPeople(people.agent, people.second, people.manager, people.admin);
    await this.server.start();
  }

  get serverPid(): number {
    if (this.server.pid === undefined) throw new Error('The server does not run.');
    return this.server.pid;
  }

  /** Starts a process; it ends with this world. */
  worker<C extends Calls<keyof C & string>>(file: string): Worker<C> {
    const worker = new Worker<C>(file);
    this.workers.push(worker);
    return worker;
  }

  engine(): Worker<EngineCalls> {
    return this.worker('engine-worker.ts');
  }

  /** A client that has signed in and has everything. */
  async client(person: Person): Promise<Worker<EngineCalls>> {
    const engine = this.engine();
    await engine.call('signIn', this.server.url, person);
    return engine;
  }

  async end(): Promise<void> {
    for (const worker of this.workers) await worker.end();
    await this.server.stop();
    await this.server.remove();
  }
}
