import { get, query } from '@holdfast/shared/effect/rows.ts';
import { preferenceModel } from '@holdfast/shared/model/preference.ts';
import { roles, type User, userModel } from '@holdfast/shared/model/user.ts';
import { isChannelOn, type NotificationKind } from '@holdfast/shared/notification-kinds.ts';
import { type ReadWork, readStore, type WriteWork } from '../store/work.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';
import { chosenChannels } from './wishes.ts';

/** Tables on which it depends who of the desk is told of what. */
const tables: ReadonlySet<string> = new Set([userModel.table, preferenceModel.table]);

/**
 * Who works the desk and wants notifications of a kind. Read once in a transaction, so that thousands of
 * new tickets ask once whether anybody wants to hear of them.
 */
export class DeskPeople {
  readonly #known = new Map<NotificationKind, readonly string[]>();

  *wanting(kind: NotificationKind, rows: RowChanges): WriteWork<readonly string[]> {
    const known = this.#known.get(kind);
    if (known !== undefined) return known;
    const ids: string[] = [];
    for (const { id, role, disabled } of yield* candidates(kind, rows)) {
      if (role === 'staff' || disabled) continue;
      if (isChannelOn(yield* chosenChannels(id, rows), kind, 'inbox')) ids.push(id);
    }
    this.#known.set(kind, ids);
    return ids;
  }

  /** A mutation changed a row of this table: what is known may hold no more. */
  forget(table: string): void {
    if (tables.has(table)) this.#known.clear();
  }
}

/** Who may want to hear of a kind: where nobody does who has chosen nothing, thousands of people are not asked. */
function* candidates(kind: NotificationKind, rows: RowChanges): WriteWork<readonly User[]> {
  const isUsual = isChannelOn({}, kind, 'inbox');
  return isUsual ? yield* usersOfDesk(rows) : yield* usersWhoChose(kind, rows);
}

function* usersOfDesk(rows: RowChanges): WriteWork<readonly User[]> {
  const users: User[] = [];
  for (const role of roles) {
    if (role !== 'staff') users.push(...(yield* runEffect(query(userModel, { role }), rows)));
  }
  return users;
}

/** By rising id. What the mutation itself changes of preferences is not among them: none tells the desk of it. */
function* usersWhoChose(kind: NotificationKind, rows: RowChanges): WriteWork<readonly User[]> {
  const users: User[] = [];
  for (const id of yield* whoChose(kind)) {
    const user = yield* runEffect(get(userModel, id), rows);
    if (user !== undefined) users.push(user);
  }
  return users;
}

function* whoChose(kind: NotificationKind): ReadWork<readonly string[]> {
  const stored = yield* readStore((tx) => tx.rows(preferenceModel.table, {}, undefined));
  const chosen = stored.filter(({ data }) => {
    const { channels } = preferenceModel.schema.parse(data);
    return channels[kind] !== undefined;
  });
  return chosen.map(({ id }) => id);
}
