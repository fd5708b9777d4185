import { withChange } from '@holdfast/shared/effect/seen-values.ts';
import type { FindRow, NewMutation } from '@holdfast/shared/entity/define-mutation.ts';
import type { Said } from '@holdfast/shared/entity/said.ts';
import type { Json } from '@holdfast/shared/json.ts';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import { formatTime } from '@holdfast/shared/times.ts';
import type { ChangesState, HistoryState, RefusedChange } from '../api/state.ts';
import type { Actor } from '../mutate/run-mutation.ts';
import { writeMutation } from '../mutate/write.ts';
import { readBase } from '../store/base-rows.ts';
import { readChanges } from '../store/field-changes.ts';
import { readWaiting } from '../store/outbox.ts';
import { readView, readViewJson } from '../store/overlay-rows.ts';
import {
  findRefused,
  type RefusedMutation,
  readGroup,
  readRefused,
  readRefusedIds,
  removeRefused,
} from '../store/refused.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Statements } from '../store/statements.ts';
import { readActor } from '../sync/apply.ts';
import { describe, describeAll, describeRefused, describeWaiting } from './describe-changes.ts';
import { invert, rowOf } from './invert.ts';
import { retryGroup } from './retry-group.ts';
import {
  type Direction,
  type HistoryEntry,
  type HistoryStep,
  type Inverse,
  type NewIds,
  UndoHistory,
  withNewIds,
} from './undo-history.ts';

/** Days without a network may leave thousands of changes; a person reads the first of them. */
const MOST_LISTED = 100;

export interface OwnChangesHost {
  readonly statements: Statements;
  readonly userId: string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Works on the file; throws in plain words where the disk does not do what it must. */
  readonly onDisk: <T>(work: () => T) => T;
  /** These rows may look otherwise, and there is something new in the outbox. */
  readonly written: (rows: readonly RowKey[]) => void;
  /** The list of changes that were not accepted differs. */
  readonly refusedChanged: () => void;
  readonly historyChanged: () => void;
}

/** Makes a change in the transaction at hand, and gives its id. */
type Make = (mutation: NewMutation) => string;

/** What the person of this device does, and what becomes of it. */
export class OwnChanges {
  private readonly history = new UndoHistory();
  /** The text of the server that each conflict was shown with: what its author saw when they settle it (S29). */
  private readonly shownTexts = new Map<string, NonNullable<RefusedChange['text']>>();

  private readonly host: OwnChangesHost;

  constructor(host: OwnChangesHost) {
    this.host = host;
  }

  /** Saves a change on this device. It is on disk when this returns (S20). */
  mutate(name: string, args: Json): { id: string } {
    const what = describe({ name, args }, this.find);
    const { id, inverse } = this.write((make) => this.makeInvertible({ name, args }, make));
    if (inverse !== undefined) this.record({ what, steps: [{ mutationId: id, inverse }] });
    return { id };
  }

  /**
   * Saves changes in their order, all or none of them, and undoes them in one step (S20, S30). Throws why
   * the first that cannot be made cannot. Gives the ids of the mutations.
   */
  mutateAll(changes: readonly NewMutation[]): { ids: string[] } {
    const what = describeAll(changes, this.find);
    const made = this.write((make) => changes.map((change) => this.makeInvertible(change, make)));
    const steps = made.flatMap(({ id, inverse }) =>
      inverse === undefined ? [] : [{ mutationId: id, inverse }],
    );
    if (steps.length > 0) this.record({ what, steps });
    return { ids: made.map(({ id }) => id) };
  }

  /** Undoes the last thing done in this session, or makes again the one undone last (S30). Gives what it was. */
  step(direction: Direction): { what: Said | null } {
    const entry = this.history.next(direction);
    if (entry === undefined) return { what: null };
    try {
      const { back, newIds } = this.write((make) => this.takeBack(entry, make));
      this.history.move(direction, back, newIds);
    } catch (error) {
      // What the rules refuse now they will refuse again. A full disk is another matter.
      if (error instanceof HoldfastError) this.history.drop(direction);
      throw error;
    } finally {
      this.host.historyChanged();
    }
    return { what: entry.what };
  }

  historyState(): HistoryState {
    return this.history.state();
  }

  /**
   * Makes a change that was not accepted again, and in their order those that depended on it (S5).
   * What still cannot be made stays in the list. Throws if that is all of it.
   */
  retry(id: string): { id: string } {
    const group = readGroup(this.host.statements, this.requireRefused(id).group);
    const done = (made: string) => removeRefused(this.host.statements, made);
    const first = this.write((make) => retryGroup(group, { write: make, done }));
    this.host.refusedChanged();
    return { id: first };
  }

  /** Throws a change away that was not accepted, and with the first of a group all of it (S5). */
  discard(id: string): void {
    const { statements } = this.host;
    const refused = this.requireRefused(id);
    const gone = refused.group === id ? readGroup(statements, id) : [refused];
    this.host.onDisk(() =>
      this.inTransaction(() => {
        for (const one of gone) removeRefused(statements, one.id);
      }),
    );
    this.host.refusedChanged();
  }

  /**
   * Settles a text that could not be merged: saves this one over the server's as it was shown, and
   * forgets the change that was not accepted, both or neither (S29).
   */
  resolveText(id: string, field: string, text: string): { id: string } {
    const refused = this.requireRefused(id);
    const args = withChange(refused.args, field, { was: this.theirsOf(refused, field), now: text });
    const mutation = { name: refused.name, args };
    const made = this.write((make) => {
      removeRefused(this.host.statements, id);
      return this.makeInvertible(mutation, make);
    });
    this.shownTexts.delete(id);
    if (made.inverse !== undefined) {
      const what = describe(mutation, this.find);
      this.record({ what, steps: [{ mutationId: made.id, inverse: made.inverse }] });
    }
    this.host.refusedChanged();
    return { id: made.id };
  }

  /** The lists for the person. With `all`, every waiting change with what it holds: nothing of it will be sent (S7). */
  state(all: boolean): ChangesState {
    const { statements } = this.host;
    const waiting = readWaiting(statements, all ? undefined : MOST_LISTED).map((mutation) => ({
      ...describeWaiting(mutation, this.find),
      ...(all ? { args: mutation.args } : {}),
    }));
    const refused = readRefused(statements).map((one) => describeRefused(one, this.find, this.findBase));
    this.shownTexts.clear();
    for (const { id, text } of refused) if (text !== undefined) this.shownTexts.set(id, text);
    return { waiting, refused };
  }

  /** Something was settled: what was not accepted cannot be undone (S30). */
  settled(): void {
    const refused = readRefusedIds(this.host.statements);
    if (refused.size > 0) this.forget(({ mutationId }) => refused.has(mutationId));
  }

  /** Rows have left the disk: the history must not hold what stood in them (S23). */
  purged(): void {
    this.forget(({ inverse }) => {
      const row = rowOf(inverse);
      return inverse.replaces === undefined && row !== undefined && !this.isHere(row);
    });
  }

  /** What would make again what was undone, as JSON: the files that it names are needed for that. */
  madeAgain(): string {
    return JSON.stringify(this.history.inverses().filter(({ replaces }) => replaces !== undefined));
  }

  private readonly find: FindRow = (table, id) =>
    findModel(table) === undefined ? undefined : readView(this.host.statements, table, id);

  private isHere({ table, id }: RowKey): boolean {
    return findModel(table) !== undefined && readViewJson(this.host.statements, table, id) !== undefined;
  }

  private readonly findBase: FindRow = (table, id) => readBase(this.host.statements, table, id);

  private record(entry: HistoryEntry): void {
    this.history.record(entry);
    this.host.historyChanged();
  }

  private forget(isToGo: (step: HistoryStep) => boolean): void {
    if (this.history.forget(isToGo)) this.host.historyChanged();
  }

  /** Makes changes in one transaction, and tells once what was written. */
  private write<T>(work: (make: Make) => T): T {
    const { statements, userId, onDisk } = this.host;
    const written: RowKey[] = [];
    const made = onDisk(() =>
      this.inTransaction(() => {
        const actor = readActor(statements, userId);
        return work((mutation) => this.writeRow(mutation, actor, written));
      }),
    );
    this.host.written(written);
    return made;
  }

  private writeRow({ name, args }: NewMutation, actor: Actor, written: RowKey[]): string {
    const { statements, newId, now } = this.host;
    const mutation = { id: newId(), name, args, at: formatTime(now()) };
    written.push(...writeMutation(statements, actor, mutation));
    return mutation.id;
  }

  /** Makes a change, and gives what takes it back. */
  private makeInvertible(mutation: NewMutation, make: Make): { id: string; inverse: Inverse | undefined } {
    const inverse = invert(mutation, { find: this.find, newId: this.host.newId });
    return { id: make(mutation), inverse };
  }

  /** Takes back what an entry of the history made, from its last step to its first. Gives what leads back to it. */
  private takeBack({ what, steps }: HistoryEntry, make: Make): { back: HistoryEntry; newIds: NewIds } {
    const newIds = new Map<string, string>();
    const back: HistoryStep[] = [];
    for (const step of steps.toReversed()) {
      const mutation = withNewIds(step.inverse, newIds);
      const { id, inverse } = this.makeInvertible(mutation, make);
      if (inverse !== undefined) back.push({ mutationId: id, inverse });
      if (mutation.replaces !== undefined) newIds.set(mutation.replaces.from, mutation.replaces.to);
    }
    return { back: { what, steps: back }, newIds };
  }

  private inTransaction<T>(work: () => T): T {
    return this.host.statements.database.transaction(work).immediate();
  }

  private theirsOf(refused: RefusedMutation, field: string): Json {
    const shown = this.shownTexts.get(refused.id);
    if (shown?.field === field) return shown.theirs;
    const changes = readChanges(refused);
    const row = changes === undefined ? undefined : this.findBase(changes.table, changes.id);
    if (changes?.fields[field] === undefined || row === undefined)
      throw new HoldfastError('NOT_FOUND', 'This text is not there any more, or you may not see it.');
    return row[field] ?? null;
  }

  private requireRefused(id: string): RefusedMutation {
    const refused = findRefused(this.host.statements, id);
    if (refused !== undefined) return refused;
    throw new HoldfastError('NOT_FOUND', 'This change is not in the list any more.');
  }
}
