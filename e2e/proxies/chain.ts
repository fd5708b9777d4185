import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from './certificate.ts';
import { Daemon } from './daemon.ts';
import { filled, readDeploy } from './filled.ts';
import { freePorts } from './free-ports.ts';

export interface ChainOptions {
  /** The ports of the server's processes. */
  readonly servers: readonly number[];
  /** As proxies of strict companies do: a WebSocket is refused, and only plain requests go through. */
  readonly blockUpgrades?: boolean;
}

interface Ports {
  readonly plain: number;
  readonly tls: number;
  readonly nginx: number;
}

/** HAProxy and nginx of the system, with the very files of deploy/ but for ports and paths. */
export class Chain {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'holdfast-proxies-'));
  readonly #ports: Ports;
  readonly haproxy: Daemon;
  readonly nginx: Daemon;

  private constructor(ports: Ports, options: ChainOptions) {
    this.#ports = ports;
    // nginx works as a user of its own, who must come this far.
    chmodSync(this.#folder, 0o755);
    const haproxyFile = this.#write('haproxy.cfg', this.#haproxyConfig(options));
    this.#write('holdfast.conf', this.#nginxConfig(options));
    const nginxFile = this.#write('nginx.conf', this.#nginxFrame());
    this.haproxy = new Daemon('haproxy', ['-db', '-f', haproxyFile], ports.tls);
    this.nginx = new Daemon('nginx', ['-c', nginxFile, '-g', 'daemon off;'], ports.nginx);
  }

  static async start(options: ChainOptions): Promise<Chain> {
    const [plain = 0, tls = 0, nginx = 0] = await freePorts(3);
    const chain = new Chain({ plain, tls, nginx }, options);
    try {
      await chain.nginx.start();
      await chain.haproxy.start();
    } catch (error) {
      await chain.stop();
      throw error;
    }
    return chain;
  }

  /** What people type into the app. */
  get url(): string {
    return `https://localhost:${this.#ports.tls}`;
  }

  get plainUrl(): string {
    return `http://localhost:${this.#ports.plain}`;
  }

  async stop(): Promise<void> {
    await this.haproxy.stop();
    await this.nginx.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #haproxyConfig({ blockUpgrades }: ChainOptions): string {
    const { plain, tls, nginx } = this.#ports;
    const blocked = 'http-request deny deny_status 403 if { hdr(upgrade) -i websocket }';
    return filled('haproxy.cfg', [
      ['maxconn 20000', 'maxconn 1000'],
      ['bind :80', `bind 127.0.0.1:${plain}`],
      ['bind :443', `bind 127.0.0.1:${tls}`],
      ['/etc/haproxy/holdfast.pem', makeCertificate(this.#folder)],
      ['127.0.0.1:8080', `127.0.0.1:${nginx}`],
      ...(blockUpgrades === true
        ? ([['default_backend nginx', `${blocked}\n    default_backend nginx`]] as const)
        : []),
    ]);
  }

  #nginxConfig({ servers }: ChainOptions): string {
    const [line = ''] = /server 127\.0\.0\.1:4310.*/.exec(readDeploy('nginx.conf')) ?? [];
    return filled('nginx.conf', [
      [line, servers.map((port) => line.replace('4310', String(port))).join('\n')],
      ['listen 127.0.0.1:8080', `listen 127.0.0.1:${this.#ports.nginx}`],
    ]);
  }

  /** What Debian's own /etc/nginx/nginx.conf says, with everything inside the folder. */
  #nginxFrame(): string {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${this.#folder}/${name};`,
    );
    return [
      `pid ${this.#folder}/nginx.pid;`,
      'error_log stderr;',
      'worker_processes 1;',
      'events { worker_connections 1024; }',
      `http { access_log off; ${temporary.join(' ')} include ${this.#folder}/holdfast.conf; }`,
    ].join('\n');
  }

  #write(name: string, text: string): string {
    const file = path.join(this.#folder, name);
    writeFileSync(file, text);
    return file;
  }
}
