import { formatTime } from '@holdfast/shared/times.ts';
import { touchRows } from '../alerts/touch-rows.ts';
import { Touched } from '../alerts/touched.ts';
import { NoticeTally } from '../notify/notice-tally.ts';
import type { ScopeMove } from '../store/records.ts';
import { type WriteWork, writeStore } from '../store/work.ts';
import type { Outside } from './outside.ts';
import { activePerson, type Person } from './person.ts';
import type { RowChange } from './row-changes.ts';
import { ScopeMoves } from './scope-moves.ts';

/**
 * One transaction of mutations: the version they have reached, the heads they have moved, and the
 * people read so far. What it gathers is written once, at the end.
 */
export class Commit {
  /** The moment of the commit; no mutation of it is later. */
  readonly now: string;
  readonly newId: () => string;
  /** The last numbers of sequences that its mutations have taken. */
  readonly sequences = new Map<string, number>();
  /** What its mutations tell people. */
  readonly notices = new NoticeTally();
  #version: number;
  readonly #heads = new Map<string, number>();
  readonly #moves = new ScopeMoves();
  readonly #people = new Map<string, Person>();
  readonly #afterwards: (() => void)[] = [];
  #touched = new Touched();

  constructor(version: number, outside: Outside) {
    this.#version = version;
    this.now = formatTime(outside.now());
    this.newId = outside.newId;
  }

  get version(): number {
    return this.#version;
  }

  /** Tells somebody once the transaction is durable, and never if it fails: it is tried again then. */
  afterwards(tell: () => void): void {
    this.#afterwards.push(tell);
  }

  /** The transaction is durable. */
  settled(): void {
    for (const tell of this.#afterwards) tell();
  }

  /** The scopes that were moved so far, with their new heads. */
  moves(): Iterable<ScopeMove> {
    return this.#moves.list((scope) => this.#heads.get(scope) ?? this.#version);
  }

  /** Takes the next version for a mutation whose effect stands, with what it did to scopes and took of sequences. */
  accept(moves: ScopeMoves, sequences: ReadonlyMap<string, number>): void {
    this.#version += 1;
    for (const [name, last] of sequences) this.sequences.set(name, last);
    this.#moves.addAll(moves);
    for (const scope of moves.scopes) this.#heads.set(scope, this.#version);
  }

  /** Notes what a mutation that stands may have done to what people are alerted of, and whether it is news. */
  touch(changes: Iterable<RowChange>, { user, auditedAs }: Person, isNews: boolean): void {
    const isAny = touchRows(changes, this.#touched, this.now);
    if (isAny && auditedAs === undefined) this.#touched.by.add(user.id);
    if (isAny && isNews) this.#touched.isNews = true;
  }

  /** Gives what was touched since it was asked last. */
  takeTouched(): Touched {
    const touched = this.#touched;
    this.#touched = new Touched();
    return touched;
  }

  /** The person as they stand now; read once, until something they depend on changes. */
  *person(userId: string): WriteWork<Person> {
    const known = this.#people.get(userId);
    if (known !== undefined) return known;
    const person = yield* activePerson(userId);
    this.#people.set(userId, person);
    return person;
  }

  forgetPerson(userId: string): void {
    this.#people.delete(userId);
  }
}

/**
 * Runs work that makes mutations, in the transaction that the caller began. The version is locked
 * before anything else is read, so that the order of commits is the order of versions (S1).
 */
export function* inCommit<T>(outside: Outside, work: (commit: Commit) => WriteWork<T>): WriteWork<T> {
  const before = yield* writeStore((tx) => tx.lockVersion());
  const commit = new Commit(before, outside);
  const result = yield* work(commit);
  if (commit.version === before) return result;
  yield* writeStore((tx) => tx.putVersion(commit.version));
  yield* writeStore((tx) => tx.putHour(hourOf(commit.now), commit.version));
  for (const move of commit.moves()) yield* writeStore((tx) => tx.moveScope(move));
  for (const [name, last] of commit.sequences) yield* writeStore((tx) => tx.putSequence(name, last));
  return result;
}

/** The hour of a time, as the store names it. */
export function hourOf(time: string): string {
  return time.slice(0, '2026-03-02T10'.length);
}
