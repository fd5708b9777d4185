import { type Notification, notificationModel } from '@holdfast/shared/model/notification.ts';
import type { Role } from '@holdfast/shared/model/user.ts';
import type { MutationResult, WireMutation } from '@holdfast/shared/protocol/mutation.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import { pino } from 'pino';
import { noAuditor } from '../audit/auditor.ts';
import { readStore, type WriteWork } from '../store/work.ts';
import { applyMutation } from '../sync/apply-mutation.ts';
import type { Commit } from '../sync/commit.ts';
import { CommitQueue } from '../sync/commit-queue.ts';
import { noObserver } from '../sync/observer.ts';
import { type Outside, realOutside } from '../sync/outside.ts';
import { pushMutations } from '../sync/push.ts';
import { systemActor } from '../sync/system-actor.ts';
import { openedStore } from './opened-store.ts';
import { newId } from './test-server.ts';

/** Ada and Ben work the desk, Mia manages, Root administers, Sam and Tom are staff. */
const people = {
  Root: 'admin',
  Mia: 'manager',
  Ada: 'agent',
  Ben: 'agent',
  Sam: 'staff',
  Tom: 'staff',
} as const satisfies Record<string, Role>;
export type Name = keyof typeof people;
export const names = Object.keys(people) as readonly Name[];

/** What people were told, by their names. */
export type Told = Partial<Record<Name, readonly string[]>>;

export type Step = readonly [name: string, args: WireMutation['args']];

const log = pino({ level: 'silent' });

/** An organisation in a store of its own, without a server around it, and a clock that stands. */
export async function noticeWorld() {
  const { store, folder } = openedStore();
  const clock = { now: Date.parse('2026-03-02T10:00:00.000Z') };
  const outside: Outside = { ...realOutside(() => clock.now), newId };
  const queue = new CommitQueue({
    ...{ store, outside, log, observer: noObserver },
    maxMutations: 1_000,
    onCommit: () => {},
  });
  const ids = new Map<Name, string>();
  for (const name of names) {
    const user = { id: newId(), name, email: `${name.toLowerCase()}@example.org`, role: people[name] };
    ids.set(name, user.id);
    await queue.submit(1, (commit) =>
      applyMutation(commit, systemActor, { name: 'user.add', args: user, at: commit.now }),
    );
  }
  const idOf = (name: Name): string => ids.get(name) ?? '';
  const rows = (table: string) => store.read(() => readStore((tx) => tx.rows(table, {}, undefined)));
  const notifications = async (name: Name): Promise<readonly Notification[]> => {
    const all = (await rows('notification')).map(({ data }) => notificationModel.schema.parse(data));
    return all.filter(({ userId }) => userId === idOf(name));
  };
  const seqs = new Map<Name, number>();
  /** What was asked for, by id and count. */
  const known = new Set<string>();

  function* apply(commit: Commit, name: Name, [change, args]: Step): WriteWork<void> {
    const person = yield* commit.person(idOf(name));
    yield* applyMutation(commit, person, { name: change, args, at: commit.now });
  }

  return {
    store,
    queue,
    folder,
    clock,
    outside,
    log,
    idOf,
    rows,
    notifications,
    apply,

    /** Makes changes of one person, each of which must be accepted. */
    async change(name: Name, ...steps: readonly Step[]): Promise<void> {
      await queue.submit(steps.length, function* (commit): WriteWork<void> {
        for (const step of steps) yield* apply(commit, name, step);
      });
    },

    /** Pushes changes of one person at once, as their device does. */
    push(name: Name, steps: readonly Step[]): Promise<readonly MutationResult[]> {
      return queue.submit(steps.length, function* (commit): WriteWork<readonly MutationResult[]> {
        const epoch = yield* readStore((tx) => tx.epoch());
        const mutations = steps.map(([change, args]) => {
          const seq = (seqs.get(name) ?? 0) + 1;
          seqs.set(name, seq);
          return { id: newId(), seq, name: change, args, at: commit.now };
        });
        const sender = { userId: idOf(name), clientId: idOf(name) };
        const telling = { log, observer: noObserver, auditor: noAuditor };
        const answer = yield* pushMutations(commit, sender, { epoch, acked: 0, mutations }, telling);
        return answer.results;
      });
    },

    /** What each person was told since it was asked last, in plain words: `assigned`, `URGENT urgent`, `commented ×2`. */
    async news(): Promise<Told> {
      const news: Told = {};
      for (const name of names) {
        const fresh = (await notifications(name)).filter(({ id, count }) => !known.has(`${id} ${count}`));
        for (const { id, count } of fresh) known.add(`${id} ${count}`);
        if (fresh.length > 0) news[name] = fresh.map(inWords).toSorted();
      }
      return news;
    },

    /** Moves the clock on. */
    pass(milliseconds: number): string {
      clock.now += milliseconds;
      return formatTime(clock.now);
    },
  };
}
export type NoticeWorld = Awaited<ReturnType<typeof noticeWorld>>;

function inWords({ kind, count, urgent }: Notification): string {
  return `${urgent ? 'URGENT ' : ''}${kind}${count > 1 ? ` ×${count}` : ''}`;
}
