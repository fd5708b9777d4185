import { readdirSync } from 'node:fs';
import path from 'node:path';
import { HeadlessClient } from '../support/headless-client.ts';
import { keptContents, wrongContents } from '../support/kept-contents.ts';
import { people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { between, type Chance, chanceFrom } from './chance.ts';
import { findDoubled, findLost, findUndone } from './check-rows.ts';
import { EngineChild } from './engine-child.ts';
import {
  accountFiles,
  type FileFacts,
  integrityFaults,
  type Rows,
  readClientRows,
  readServerRows,
} from './server-rows.ts';

const LONGEST_LIFE_MS = 1_800;
const SHORTEST_LIFE_MS = 100;
const LONGEST_DEATH_MS = 200;
const FINISH_WITHIN_MS = 90_000;

export interface CrashResult {
  readonly kills: number;
  readonly confirmed: number;
  readonly lost: number;
  readonly doubled: number;
  /** What else is not as it must be: broken files, clients that differ from the server. */
  readonly faults: readonly string[];
}

/** A server and two engines that write all the time, killed so many times at moments that follow from the seed. */
export async function runCrashes(
  kills: number,
  seed: number,
  tell: (line: string) => void,
): Promise<CrashResult> {
  const world = new CrashWorld(chanceFrom(seed));
  try {
    await world.begin();
    for (let kill = 1; kill <= kills; kill += 1) {
      await world.killOne();
      if (kill % 10 === 0) tell(`${kill} kills, ${world.confirmed.length} changes confirmed`);
    }
    return { kills, ...(await world.end()) };
  } finally {
    await world.remove();
  }
}

class CrashWorld {
  private readonly server = new ServerProcess({ HOLDFAST_LOG_LEVEL: 'info' });
  private readonly engines = [new EngineChild(people.agent, 'Ben'), new EngineChild(people.second, 'Cleo')];
  private readonly fresh = new HeadlessClient();
  private readonly chance: Chance;

  constructor(chance: Chance) {
    this.chance = chance;
  }

  get confirmed() {
    return this.engines.flatMap((engine) => engine.confirmed);
  }

  async begin(): Promise<void> {
    await this.server.addPeople(people.agent, people.second);
    await this.server.start();
    for (const engine of this.engines) engine.start(this.server.url, this.seed());
    await waitFor(
      'changes of both engines',
      () => this.engines.every((engine) => engine.confirmed.length > 0),
      60_000,
    );
  }

  /** Lets everything run for a while, kills the server or an engine, and starts it again. */
  async killOne(): Promise<void> {
    await this.pause(SHORTEST_LIFE_MS, LONGEST_LIFE_MS);
    for (const engine of this.engines) engine.check();
    const victim = [this.server, ...this.engines][between(this.chance, 0, this.engines.length)];
    await victim?.kill();
    await this.pause(0, LONGEST_DEATH_MS);
    if (victim instanceof EngineChild) victim.start(this.server.url, this.seed());
    // It may be killed again before it serves.
    else void this.server.start().catch(() => {});
  }

  /** Lets everything arrive, and compares what was confirmed with what there is. */
  async end(): Promise<Omit<CrashResult, 'kills'>> {
    for (const engine of this.engines) engine.finish();
    await this.allFinished('everything to be sent');
    // The first one to finish has not heard of what the other one sent last.
    for (const engine of this.engines) engine.catchUp(this.server.url);
    await this.allFinished('everything to be fetched');
    await this.fresh.signIn(this.server.url, people.agent);
    await this.fresh.waitUntilLive();
    this.fresh.stop();
    await this.server.stop();
    return this.compare();
  }

  async remove(): Promise<void> {
    for (const engine of this.engines) {
      await engine.kill();
      engine.remove();
    }
    this.fresh.remove();
    await this.server.remove();
  }

  private allFinished(what: string): Promise<boolean> {
    return waitFor(what, () => this.engines.every((engine) => engine.hasFinished()), FINISH_WITHIN_MS);
  }

  private async compare(): Promise<Omit<CrashResult, 'kills'>> {
    const onServer = readServerRows(this.server.folder);
    const onFresh = readClientRows(this.fresh.folder);
    const lost = new Set([...findLost(this.confirmed, onServer), ...findLost(this.confirmed, onFresh)]);
    return {
      confirmed: this.confirmed.length,
      lost: lost.size + findUndone(onServer, this.confirmed).length,
      doubled: new Set([...findDoubled(onServer), ...findDoubled(onFresh)]).size,
      faults: [
        ...this.differences(onServer),
        ...this.brokenFiles(),
        ...(await this.wrongContents(onServer.files)),
      ],
    };
  }

  /** Every client must hold what the server holds, those that were killed and the fresh one. */
  private differences(onServer: Rows): string[] {
    const expected = JSON.stringify(onServer);
    return [...this.engines.map((engine) => engine.folder), this.fresh.folder]
      .filter((folder) => JSON.stringify(readClientRows(folder)) !== expected)
      .map((folder) => `${folder} differs from the server`);
  }

  /** Every content is what its name says, and the server and both devices have those of all files. */
  private async wrongContents(files: readonly FileFacts[]): Promise<string[]> {
    const faults: string[] = [];
    for (const folder of [this.server.folder, ...this.engines.map((engine) => engine.folder)]) {
      faults.push(...(await wrongContents(folder)).map((file) => `${file} is not what its name says`));
      const kept = new Set(keptContents(folder).map(({ hash }) => hash));
      const missing = files.filter(({ hash }) => !kept.has(hash));
      faults.push(...missing.map(({ id }) => `${folder} does not have the file ${id}`));
    }
    return faults;
  }

  private brokenFiles(): string[] {
    const folders = [...this.engines.map((engine) => engine.folder), this.fresh.folder];
    const files = [path.join(this.server.folder, 'holdfast.sqlite'), ...folders.flatMap(accountFiles)];
    const unsound = files.flatMap((file) => integrityFaults(file).map((fault) => `${file}: ${fault}`));
    const aside = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.(broken|kept)-/.test(name),
      ),
    );
    return [...unsound, ...aside];
  }

  private seed(): number {
    return between(this.chance, 0, 2 ** 31);
  }

  private pause(from: number, to: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, between(this.chance, from, to)));
  }
}
