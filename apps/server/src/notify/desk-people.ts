import { query } from '@holdfast/shared/effect/rows.ts';
import { preferenceModel } from '@holdfast/shared/model/preference.ts';
import { roles, userModel } from '@holdfast/shared/model/user.ts';
import { isChannelOn, type NotificationKind } from '@holdfast/shared/notification-kinds.ts';
import type { WriteWork } from '../store/work.ts';
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
    for (const role of roles) {
      if (role === 'staff') continue;
      const people = yield* runEffect(query(userModel, { role }), rows);
      for (const { id, disabled } of people) {
        if (!disabled && isChannelOn(yield* chosenChannels(id, rows), kind, 'inbox')) ids.push(id);
      }
    }
    this.#known.set(kind, ids);
    return ids;
  }

  /** A mutation changed a row of this table: what is known may hold no more. */
  forget(table: string): void {
    if (tables.has(table)) this.#known.clear();
  }
}
