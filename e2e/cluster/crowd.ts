import path from 'node:path';
import { Worker } from '../bench/sync/worker.ts';
import type { Confirmed } from '../crash/confirmed.ts';
import type { Person } from '../support/server-process.ts';
import type { CrowdCalls } from './crowd-process.ts';
import type { MemberState } from './member.ts';

const file = path.join(import.meta.dirname, 'crowd-process.ts');

/** So many engines share a process. */
const IN_A_PROCESS = 20;
/** Engines of one process take seeds beside each other. */
const SEEDS_APART = 1_000;

/** So many people, each with a password of their own. */
export function crowdOf(count: number): Person[] {
  return Array.from({ length: count }, (_, place) => ({
    email: `person.${place}@example.org`,
    name: `Person ${place}`,
    role: place === 0 ? 'admin' : 'agent',
    password: `correct horse battery ${place}`,
  }));
}

interface Group {
  readonly worker: Worker<CrowdCalls>;
  readonly people: readonly Person[];
}

/** All engines, in as few processes as can carry them, at least two. */
export class Crowd {
  readonly #groups: readonly Group[];
  /** Those whose people have not left. */
  #there: readonly Group[];

  /** @param certificate of the proxy, which the engines trust */
  constructor(people: readonly Person[], certificate: string) {
    const size = Math.min(IN_A_PROCESS, Math.ceil(people.length / 2));
    this.#groups = Array.from({ length: Math.ceil(people.length / size) }, (_, place) => ({
      worker: new Worker<CrowdCalls>(file, { NODE_EXTRA_CA_CERTS: certificate }),
      people: people.slice(place * size, (place + 1) * size),
    }));
    this.#there = this.#groups;
  }

  async signIn(server: string, seed: number): Promise<void> {
    await all(this.#groups, ({ worker, people }, place) =>
      worker.call('signIn', server, people, seed + place * SEEDS_APART),
    );
  }

  /** Each writes once in about so many milliseconds. */
  async write(everyMs: number): Promise<void> {
    await all(this.#groups, ({ worker }) => worker.call('write', everyMs));
  }

  /** Nobody writes any more, and everything is on the server. */
  async finish(): Promise<void> {
    await all(this.#groups, ({ worker }) => worker.call('finish'));
  }

  /** How those stand who are there. */
  async states(): Promise<MemberState[]> {
    return (await all(this.#there, ({ worker }) => worker.call('states'))).flat();
  }

  /** Of each one who is there, a figure of all the rows that it has: see `sumOfRows`. */
  async sums(): Promise<number[]> {
    return (await all(this.#there, ({ worker }) => worker.call('sums'))).flat();
  }

  async confirmed(): Promise<Confirmed[]> {
    return (await all(this.#groups, ({ worker }) => worker.call('confirmed'))).flat();
  }

  async signedInAgain(): Promise<number> {
    const counts = await all(this.#groups, ({ worker }) => worker.call('signedInAgain'));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** The people of the first process close their apps. */
  async leaveSome(): Promise<void> {
    const [first, ...others] = this.#groups;
    await first?.worker.call('leave');
    this.#there = others;
  }

  async leaveAll(): Promise<void> {
    await all(this.#groups, ({ worker }) => worker.call('leave'));
    this.#there = [];
  }

  /** Lets the processes go, and their folders. */
  async end(): Promise<void> {
    await all(this.#groups, ({ worker }) => worker.end());
  }
}

function all<T>(groups: readonly Group[], run: (group: Group, place: number) => Promise<T>): Promise<T[]> {
  return Promise.all(groups.map(run));
}
