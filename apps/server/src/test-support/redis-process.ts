import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { ServedProgram } from './served-program.ts';

/** A Redis of its own on a free port, which keeps nothing. It can be ended in any way and started again. */
export class RedisProcess {
  readonly url: string;
  readonly #folder: string;
  readonly #program: ServedProgram;

  private constructor(port: number, folder: string) {
    this.url = `redis://127.0.0.1:${port}`;
    this.#folder = folder;
    this.#program = new ServedProgram({
      command: 'redis-server',
      args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
      answers: () => answers(port),
    });
  }

  static async start(): Promise<RedisProcess> {
    const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-redis-'));
    const process = new RedisProcess(await freePort(), folder);
    await process.restart();
    return process;
  }

  /** Starts it again, empty. */
  restart(): Promise<void> {
    return this.#program.start();
  }

  kill(): Promise<void> {
    return this.#program.end('SIGKILL');
  }

  /** It stays connected and does not answer, until it goes on. */
  freeze(): void {
    this.#program.signal('SIGSTOP');
  }

  goOn(): void {
    this.#program.signal('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const done = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('data', (answer) => done(answer.toString().startsWith('+PONG')));
    socket.once('error', () => done(false));
  });
}
