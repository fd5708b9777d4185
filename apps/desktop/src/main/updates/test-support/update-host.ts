import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newFeedKey, publicKeyOf, signFeed } from '../../../../../../scripts/lib/feed-signing.mjs';

export interface Release {
  readonly version: string;
  /** What its file holds. */
  readonly content?: string;
  /** What is served in the place of it. */
  readonly served?: string;
  readonly percent?: number;
}

/** A plain file host with feeds as electron-builder and `scripts/update-feed.mjs` make them, on this device. */
export class UpdateHost {
  readonly #privateKey: string;
  readonly files = new Map<string, string>();
  /** Paths asked for, without their queries. */
  readonly asked: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').split('?')[0] ?? '').slice('/feed/'.length);
    this.asked.push(name);
    const text = this.files.get(name);
    if (text === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': Buffer.byteLength(text) }).end(text);
  });

  /** @param privateKey signs the feeds; one of its own if absent */
  constructor(privateKey = newFeedKey().privateKey) {
    this.#privateKey = privateKey;
  }

  get publicKey(): string {
    return publicKeyOf(this.#privateKey);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get address(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/feed`;
  }

  /** Puts up a version and its signed feed. */
  publish(feed: string, { version, content = `Holdfast ${version}`, served, percent }: Release): void {
    const file = `Holdfast-${version}.AppImage`;
    const sha512 = createHash('sha512').update(content).digest('base64');
    const files = `files:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${content.length}\n`;
    const text = `version: ${version}\n${files}path: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-11-20T10:00:00.000Z'\n`;
    this.files.set(file, served ?? content);
    this.files.set(feed, signFeed(feed, text, this.#privateKey, percent));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
