import type { NoticeDraft, NoticeSubject } from '@holdfast/shared/entity/notice-draft.ts';
import { isChannelOn, type NotificationKind } from '@holdfast/shared/notification-kinds.ts';
import type { WriteWork } from '../store/work.ts';
import type { RowChanges } from '../sync/row-changes.ts';
import type { DeskPeople } from './desk-people.ts';
import { type Audience, audienceOfSubject, isForDesk, maySee } from './sight.ts';
import { chosenChannels, isMuted, type Subscriptions, subscriptionsTo } from './wishes.ts';

/** One notification to make. */
export interface Notice extends Omit<NoticeDraft, 'to' | 'andFollowers'> {
  readonly userId: string;
}

/** Of several reasons why one change concerns one person they hear the first in this order that they want to hear. */
const order: readonly NotificationKind[] = [
  'assigned',
  'mentioned',
  'overwritten',
  'unassigned',
  'urgent',
  'due-soon',
  'overdue',
  'alert',
  'status',
  'message',
  'commented',
  'created',
];

const nobodyChose: Subscriptions = new Map();

/** Whom the drafts of one mutation reach: once for each subject, never whoever made the change, and only who may see the subject now. */
export function* chooseRecipients(
  drafts: readonly NoticeDraft[],
  actorId: string,
  rows: RowChanges,
  desk: DeskPeople,
): WriteWork<readonly Notice[]> {
  const notices: Notice[] = [];
  for (const [subject, about] of bySubject(drafts)) {
    notices.push(...(yield* new Choice(subject, actorId, rows, desk).choose(about)));
  }
  return notices;
}

/** The drafts about each subject, each group in the order of reasons. */
function bySubject(
  drafts: readonly NoticeDraft[],
): readonly (readonly [NoticeSubject | null, NoticeDraft[]])[] {
  const groups = new Map<string, [NoticeSubject | null, NoticeDraft[]]>();
  for (const draft of drafts.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))) {
    const { subject } = draft;
    const key = subject === null ? '' : `${subject.table} ${subject.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [subject, [draft]]);
    else group[1].push(draft);
  }
  return [...groups.values()];
}

/** People whom a draft names. */
interface Named {
  readonly draft: NoticeDraft;
  readonly ids: readonly string[];
}

/** Who hears of one subject, for one mutation. */
class Choice {
  readonly #subject: NoticeSubject | null;
  readonly #actorId: string;
  readonly #rows: RowChanges;
  readonly #desk: DeskPeople;
  readonly #sight = new Map<string, boolean>();
  #audience: Audience | undefined;

  constructor(subject: NoticeSubject | null, actorId: string, rows: RowChanges, desk: DeskPeople) {
    this.#subject = subject;
    this.#actorId = actorId;
    this.#rows = rows;
    this.#desk = desk;
  }

  *choose(drafts: readonly NoticeDraft[]): WriteWork<readonly Notice[]> {
    const named = yield* this.#expand(drafts);
    if (named.every(({ draft, ids }) => ids.length === 0 && !draft.andFollowers)) return [];
    const subscriptions =
      this.#subject === null ? nobodyChose : yield* subscriptionsTo(this.#subject.id, this.#rows);
    this.#audience = yield* audienceOfSubject(this.#subject, this.#rows);
    const chosen = new Map<string, Notice>();
    for (const { draft, ids } of named) {
      for (const userId of draft.andFollowers ? withFollowers(ids, subscriptions) : ids) {
        if (userId === this.#actorId || chosen.has(userId)) continue;
        if (isMuted(subscriptions, userId, draft.kind)) continue;
        if (yield* this.#reaches(userId, draft)) chosen.set(userId, toNotice(draft, userId));
      }
    }
    return [...chosen.values()];
  }

  *#expand(drafts: readonly NoticeDraft[]): WriteWork<readonly Named[]> {
    const named: Named[] = [];
    for (const draft of drafts) {
      const ids = draft.to === 'desk' ? yield* this.#desk.wanting(draft.kind, this.#rows) : draft.to;
      named.push({ draft, ids });
    }
    return named;
  }

  /** Of the desk it is known already who works there and wants to hear of it. */
  *#reaches(userId: string, { to, kind }: NoticeDraft): WriteWork<boolean> {
    if (to === 'desk' && isForDesk(this.#audience)) return true;
    if (!isChannelOn(yield* chosenChannels(userId, this.#rows), kind, 'inbox')) return false;
    const known = this.#sight.get(userId);
    if (known !== undefined) return known;
    const sees = yield* maySee(userId, this.#audience, this.#rows);
    this.#sight.set(userId, sees);
    return sees;
  }
}

function withFollowers(ids: readonly string[], subscriptions: Subscriptions): ReadonlySet<string> {
  const followers = [...subscriptions].flatMap(([userId, mode]) => (mode === 'follow' ? [userId] : []));
  return new Set([...ids, ...followers]);
}

function toNotice({ kind, subject, cause, urgent }: NoticeDraft, userId: string): Notice {
  return { kind, subject, cause, urgent, userId };
}
