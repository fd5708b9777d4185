import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from './certificate.ts';
import { Daemon } from './daemon.ts';
import { filled, readDeploy } from './filled.ts';
import { freePorts } from './free-ports.ts';

export interface ManyOptions {
  /** The ports of the server's processes. */
  readonly servers: readonly number[];
  /** As proxies of strict companies do: a WebSocket is refused, and only plain requests go through. */
  readonly blockUpgrades?: boolean;
}

/** HAProxy of the system in front of several processes, with the very file of deploy/ but for ports, names and paths. */
export class Many {
  readonly haproxy: Daemon;
  /** The certificate by which clients know it: for NODE_EXTRA_CA_CERTS of other processes. */
  readonly certificate: string;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'holdfast-haproxy-'));
  readonly #tlsPort: number;
  readonly #plainPort: number;

  private constructor(plainPort: number, tlsPort: number, options: ManyOptions) {
    this.#plainPort = plainPort;
    this.#tlsPort = tlsPort;
    const file = path.join(this.#folder, 'haproxy.cfg');
    const both = makeCertificate(this.#folder);
    this.certificate = path.join(this.#folder, 'certificate.pem');
    writeFileSync(file, config(options, both, plainPort, tlsPort));
    this.haproxy = new Daemon('haproxy', ['-W', '-db', '-f', file], tlsPort);
  }

  static async start(options: ManyOptions): Promise<Many> {
    const [plain = 0, tls = 0] = await freePorts(2);
    const many = new Many(plain, tls, options);
    try {
      await many.haproxy.start();
      return many;
    } catch (error) {
      await many.stop();
      throw error;
    }
  }

  /** What people type into the app. */
  get url(): string {
    return `https://localhost:${this.#tlsPort}`;
  }

  get plainUrl(): string {
    return `http://localhost:${this.#plainPort}`;
  }

  async stop(): Promise<void> {
    await this.haproxy.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function config(options: ManyOptions, certificate: string, plainPort: number, tlsPort: number): string {
  const blocked = 'http-request deny deny_status 403 if { hdr(upgrade) -i websocket }';
  const text = filled('haproxy-many.cfg', [
    ['maxconn 40000', 'maxconn 2000'],
    ['bind :80', `bind 127.0.0.1:${plainPort}`],
    ['bind :443', `bind 127.0.0.1:${tlsPort}`],
    ['/etc/haproxy/holdfast.pem', certificate],
    ...(options.blockUpgrades === true
      ? ([['default_backend requests', `${blocked}\n    default_backend requests`]] as const)
      : []),
  ]);
  // Two processes are named in each part; here are as many as there are.
  const [first = '', second = ''] = readDeploy('haproxy-many.cfg').match(/^ +server holdfast-1 .*$/gm) ?? [];
  return [first, second].reduce((before, line) => forEachServer(before, line, options.servers), text);
}

function forEachServer(text: string, line: string, ports: readonly number[]): string {
  const other = line.replaceAll('holdfast-1', 'holdfast-2');
  if (line === '' || !text.includes(`${line}\n${other}`)) throw new Error(`There is no "${other}".`);
  const lines = ports.map((port, place) =>
    line.replace('holdfast-1:4310', `127.0.0.1:${port}`).replaceAll('holdfast-1', `holdfast-${place + 1}`),
  );
  return text.replace(`${line}\n${other}`, lines.join('\n'));
}
