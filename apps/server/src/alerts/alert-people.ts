import { get, query } from '@holdfast/shared/effect/rows.ts';
import type { Alert } from '@holdfast/shared/model/alert.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { userModel } from '@holdfast/shared/model/user.ts';
import { isChannelOn } from '@holdfast/shared/notification-kinds.ts';
import { chosenChannels } from '../notify/wishes.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import { runEffect } from '../sync/run-effect.ts';

/**
 * Who is told of alerts: admins, the managers of their divisions, and the owner of the project, as far as they
 * work here and want to hear. All of them see the alert by its scopes. Each is read once, however many
 * alerts are raised at a time.
 */
export class AlertPeople {
  readonly #rows: RowChanges;
  readonly #wanting = new Map<string, boolean>();
  readonly #managers = new Map<string, readonly string[]>();
  #admins: readonly string[] | undefined;

  constructor(rows: RowChanges) {
    this.#rows = rows;
  }

  *of({ divisionIds, ownerId }: Pick<Alert, 'divisionIds' | 'ownerId'>): WriteWork<readonly string[]> {
    const ids = new Set(yield* this.#allAdmins());
    for (const id of divisionIds) for (const userId of yield* this.#managersOf(id)) ids.add(userId);
    if (ownerId !== null) ids.add(ownerId);
    const wanting: string[] = [];
    for (const id of ids) if (yield* this.#wants(id)) wanting.push(id);
    return wanting;
  }

  *#allAdmins(): WriteWork<readonly string[]> {
    this.#admins ??= (yield* runEffect(query(userModel, { role: 'admin' }), this.#rows)).map(({ id }) => id);
    return this.#admins;
  }

  *#managersOf(groupId: string): WriteWork<readonly string[]> {
    const known = this.#managers.get(groupId);
    if (known !== undefined) return known;
    const memberships = yield* runEffect(query(membershipModel, { groupId }), this.#rows);
    const managers = memberships.filter(({ role }) => role === 'manager').map(({ userId }) => userId);
    this.#managers.set(groupId, managers);
    return managers;
  }

  *#wants(userId: string): WriteWork<boolean> {
    const known = this.#wanting.get(userId);
    if (known !== undefined) return known;
    const user = yield* runEffect(get(userModel, userId), this.#rows);
    const isHere = user !== undefined && !user.disabled;
    const wants = isHere && isChannelOn(yield* chosenChannels(userId, this.#rows), 'alert', 'inbox');
    this.#wanting.set(userId, wants);
    return wants;
  }
}
