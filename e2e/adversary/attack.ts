import { inflateSync } from 'node:zlib';
import { cut, judgeAnswer } from './judge.ts';
import { type Answered, Cut, Line } from './line.ts';
import type { Scene } from './scene.ts';

/** One thing thrown at the server. `run` gives what was wrong with how it took it, or nothing. */
export interface Attack {
  readonly what: string;
  readonly run: (attacker: Attacker) => Promise<string | undefined>;
}

/** Somebody signed in as staff who means ill. Each acts alone, one attack after the other. */
export class Attacker {
  readonly scene: Scene;
  readonly #token: string;
  readonly #lines = new Map<string, Line>();
  #leaked: string | undefined;

  constructor(scene: Scene, token: string) {
    this.scene = scene;
    this.#token = token;
  }

  /** An open line to the namespace, a new one if the last was cut. */
  async line(namespace: string): Promise<Line> {
    return this.#openLine(namespace, () => this.newLine(namespace).enter(this.#authFor(namespace)));
  }

  /** A line with an admin's token. Of what it sees only private conversations are a leak. */
  async adminLine(): Promise<Line> {
    const { url, adminToken, handshake } = this.scene;
    const auth = JSON.stringify({ ...handshake(), token: adminToken });
    return this.#openLine('as admin', () => new Line(url, '', (text) => this.lookAsAdmin(text)).enter(auth));
  }

  async #openLine(key: string, open: () => Promise<Line>): Promise<Line> {
    const line = this.#lines.get(key);
    if (line?.isOpen) return line;
    const opened = await open();
    this.#lines.set(key, opened);
    return opened;
  }

  /** A line on which nothing was said yet. */
  newLine(namespace: string): Line {
    return new Line(this.scene.url, namespace, (text) => this.look(text));
  }

  /** Looks for what others wrote in something that came back. */
  look(text: string): void {
    if (text.includes(this.scene.secret)) this.#leaked ??= cut(text);
    this.lookAsAdmin(text);
  }

  /** Looks for what is said in private, which no admin may see either. */
  lookAsAdmin(text: string): void {
    if (text.includes(this.scene.privateSecret)) this.#leaked ??= cut(text);
  }

  /** What of others' reached this attacker since it was last asked. */
  takeLeak(): string | undefined {
    const leaked = this.#leaked;
    this.#leaked = undefined;
    return leaked;
  }

  /** Sends an event of this JSON text and judges the answer. */
  async askAndJudge(namespace: string, list: string, binaries: readonly Uint8Array<ArrayBuffer>[] = []) {
    const line = await this.line(namespace);
    const answered = await line.ask(list, binaries);
    this.look(textOf(answered));
    return judgeAnswer(answered.args);
  }

  /** Whether the line still answers, or was cut: both are fine after what is no event at all. */
  async probe(line: Line): Promise<string | undefined> {
    try {
      const { args } = await line.ask('["ping",{"hash":0}]');
      return judgeAnswer(args);
    } catch (error) {
      if (error instanceof Cut) return undefined;
      throw error;
    }
  }

  leave(): void {
    for (const line of this.#lines.values()) line.close();
  }

  #authFor(namespace: string): string {
    const { apiToken, handshake } = this.scene;
    return JSON.stringify(
      namespace === '/events' ? { token: apiToken } : { ...handshake(), token: this.#token },
    );
  }
}

/** Everything that an answer holds, also what travels compressed. */
export function textOf({ args, binaries }: Answered): string {
  return JSON.stringify(args) + binaries.map((packed) => inflateSync(packed).toString()).join('');
}
