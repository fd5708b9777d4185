import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { ServedProgram } from './served-program.ts';

/** Where Debian and Ubuntu keep PostgreSQL, by version. */
const INSTALLED = '/usr/lib/postgresql';

export interface PostgresOptions {
  /** Whether commits reach the disk, as in real use; tests that end processes, not machines, need not wait for it. */
  readonly isDurable?: boolean;
  readonly maxConnections?: number;
}

/** A PostgreSQL of its own on a free port and a throw-away folder. It can be ended in any way and started again. */
export class PostgresProcess {
  readonly port: number;
  readonly #folder: string;
  readonly #program: ServedProgram;

  private constructor(port: number, folder: string, options: PostgresOptions) {
    this.port = port;
    this.#folder = folder;
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: folder,
      fsync: options.isDurable === true ? 'on' : 'off',
      max_connections: options.maxConnections ?? 100,
      shared_buffers: '128MB',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#program = new ServedProgram({
      ...asOwner(binary('postgres'), ['-D', path.join(folder, 'data'), ...args]),
      answers: () => answers(this.url('postgres')),
    });
  }

  static async start(options: PostgresOptions = {}): Promise<PostgresProcess> {
    const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-postgres-'));
    giveToOwner(folder);
    const initdb = asOwner(binary('initdb'), [
      ...['-D', path.join(folder, 'data'), '-U', 'holdfast', '--auth=trust'],
      ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    ]);
    execFileSync(initdb.command, initdb.args, { stdio: 'pipe' });
    const process = new PostgresProcess(await freePort(), folder, options);
    await process.restart();
    return process;
  }

  /** The address of a database in it. */
  url(database: string): string {
    return `postgres://holdfast@127.0.0.1:${this.port}/${database}`;
  }

  /** Makes an empty database and gives its address. */
  async database(name: string): Promise<string> {
    await this.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return this.url(name);
  }

  /** Runs SQL as its administrator. */
  async query(sql: string, database = 'postgres'): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts it again on the same data. */
  restart(): Promise<void> {
    return this.#program.start();
  }

  /** Cuts all connections and ends in order. */
  stop(): Promise<void> {
    return this.#program.end('SIGINT');
  }

  /** Ends at once, as after a power cut; it recovers at the next start. */
  crash(): Promise<void> {
    return this.#program.end('SIGQUIT');
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.crash();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function binary(name: string): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const newest = versions.toSorted((left, right) => Number(right) - Number(left))[0];
  if (newest === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return path.join(INSTALLED, newest, 'bin', name);
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function asOwner(command: string, args: readonly string[]): { command: string; args: readonly string[] } {
  if (process.getuid?.() !== 0) return { command, args };
  return {
    command: 'setpriv',
    args: ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...args],
  };
}

function giveToOwner(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const idOf = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  chownSync(folder, idOf('-u'), idOf('-g'));
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  // Cut connections are told as events too.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
