import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { people } from '../../support/server-process.ts';
import { BenchWorld } from '../sync/bench-world.ts';
import type { Worker } from '../sync/worker.ts';
import type { FileEngineCalls } from './file-engine-worker.ts';
import type { PlainClientCalls } from './plain-client-worker.ts';
import type { PlainServerCalls } from './plain-server-worker.ts';

/** A real server with an engine that sends and one that fetches, and a plain server with its client: each a process. */
export class FilesWorld {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'holdfast-files-'));
  readonly bench = new BenchWorld();
  readonly sender: Worker<FileEngineCalls> = this.bench.worker('../files/file-engine-worker.ts');
  readonly receiver: Worker<FileEngineCalls> = this.bench.worker('../files/file-engine-worker.ts');
  private readonly plainServer: Worker<PlainServerCalls> = this.bench.worker(
    '../files/plain-server-worker.ts',
  );
  readonly plainClient: Worker<PlainClientCalls> = this.bench.worker('../files/plain-client-worker.ts');
  private plain = '';

  async start(): Promise<void> {
    await this.bench.start();
    this.plain = await this.plainServer.call('start');
    await this.sender.call('signIn', this.bench.server.url, people.agent);
    await this.receiver.call('signIn', this.bench.server.url, people.second);
  }

  get serverPid(): number {
    return this.bench.serverPid;
  }

  get plainUrl(): string {
    return this.plain;
  }

  /** How long the plain copy takes, in milliseconds. */
  plainUp(file: string): Promise<number> {
    return this.plainClient.call('send', `${this.plain}/copy`, file);
  }

  /** The same of what was sent last, which is forgotten then. */
  async plainDown(): Promise<number> {
    const took = await this.plainClient.call(
      'fetch',
      `${this.plain}/copy`,
      path.join(this.folder, 'fetched'),
    );
    await this.plainServer.call('forget', 'copy');
    return took;
  }

  async end(): Promise<void> {
    await this.bench.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
