import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { InboxState, NoticeAct, TestedNotice } from '../api/notices.ts';
import type { BaseChange } from '../store/base-rows.ts';
import type { RowKey } from '../store/row-key.ts';
import type { Applied } from '../sync/apply.ts';
import { NoticeActs } from './notice-acts.ts';
import type { NoticeHost } from './notice-host.ts';
import { NoticePresenter } from './notice-presenter.ts';
import { NoticeQueue } from './notice-queue.ts';
import { readPreference } from './quiet-now.ts';
import { countNews, type NewsCount, readNewsAbout } from './read-notifications.ts';
import { SeenMarker } from './seen-marker.ts';
import { SnoozeWatch } from './snooze-watch.ts';

/** Tables of which a row decides what shows: the news themselves, what they are about, and the person's wishes. */
const watched: ReadonlySet<string> = new Set([
  'notification',
  'preference',
  'ticket',
  'project',
  'thread',
  'alert',
]);

/** What waited here while the app was closed waits so long for what the server knows of it, in milliseconds. */
const CATCH_UP_MS = 15_000;

/** The notices of one account on this device. */
export class NoticeBoard {
  /** What has arrived since the last flush, and for how many causes it stood before. */
  private readonly fresh = new Map<string, number>();
  private readonly presenter: NoticePresenter;
  private readonly acts: NoticeActs;
  private readonly queue: NoticeQueue;
  private readonly seen: SeenMarker;
  private readonly snoozes: SnoozeWatch;
  private counted: NewsCount & { doNotDisturb: string | null } = {
    inbox: 0,
    besidesMessages: 0,
    doNotDisturb: null,
  };
  private isStale = true;
  /** Whether what comes next was missed. */
  private isAway = true;
  /** Whether the file knows what was read elsewhere, as far as that can be known. */
  private isSettled = false;
  private readonly cancelCatchUp: () => void;

  private readonly host: NoticeHost;

  constructor(host: NoticeHost) {
    this.host = host;
    const { clock, statements, guarded } = host;
    this.presenter = new NoticePresenter(host);
    this.acts = new NoticeActs(host, this.presenter);
    this.queue = new NoticeQueue(host, this.presenter);
    this.seen = new SeenMarker({
      clock,
      guarded,
      find: () => this.findSeen(),
      write: (ids) => host.mutate('notification.seen', { ids: [...ids] }),
    });
    this.snoozes = new SnoozeWatch({ statements, clock, guarded, back: (rows) => this.bringBack(rows) });
    this.cancelCatchUp = clock.after(CATCH_UP_MS, () => guarded(() => this.settle()));
  }

  inbox(): InboxState {
    return { unread: this.counted.inbox };
  }

  /** So many wait that no count of unread messages holds. */
  get badge(): number {
    return this.counted.besidesMessages;
  }

  /** Notes what has arrived and is news. Nothing shows before `flush`. */
  collect({ news, joined }: Pick<Applied, 'news' | 'joined'>): void {
    for (const change of [...news, ...joined]) {
      if (change.table === 'notification') this.note(change);
    }
  }

  /** A message has been taken in. */
  flush(): void {
    this.queueFresh();
    this.queue.run(this.isAway ? 'away' : undefined);
  }

  /** A pull has ended: everything is here. What was held back is told of together with what was missed. */
  caughtUp(): void {
    this.queueFresh();
    this.queue.lookAtSilence();
    this.queue.run(this.isAway ? 'away' : undefined);
    this.isAway = false;
    this.settle();
  }

  /** There is no connection: what comes next was missed. */
  lineDown(): void {
    this.isAway = true;
  }

  /** These rows may look otherwise. Nothing is asked yet. */
  touched(rows: readonly RowKey[]): void {
    if (rows.some(({ table }) => watched.has(table))) this.isStale = true;
  }

  /** Looks at what was touched: what was seen to shows no more, what is in front of one's eyes is seen. */
  refresh(): void {
    if (!this.isStale) return;
    this.isStale = false;
    this.deviceChanged();
    this.presenter.withdrawSeen();
    this.count();
  }

  /** What one looks at, who is here, or what the system does with notices may be another thing now. */
  deviceChanged(): void {
    this.seen.look();
    if (!this.isSettled) return;
    this.snoozes.look();
    this.queue.lookAtSilence();
    if (this.host.device.isInUse) this.queue.run();
  }

  /** @throws what refuses the change that it makes */
  act(act: NoticeAct): void {
    this.acts.act(act);
  }

  /** Does what was chosen on a notice of the system. */
  actFromSystem(act: NoticeAct): void {
    this.acts.actFromSystem(act);
  }

  /** Shows a notice as a real one would be right now. */
  test(): TestedNotice {
    return this.acts.test(this.queue.silence());
  }

  /** Until when the person does not want to be disturbed; nothing where they may be. */
  doNotDisturb(): string | null {
    const { statements, userId, clock } = this.host;
    const { quietUntil } = readPreference(statements, userId);
    return quietUntil !== null && Date.parse(quietUntil) > clock.now() ? quietUntil : null;
  }

  setDoNotDisturb(until: string | null): void {
    const { userId, mutate, guarded } = this.host;
    guarded(() => mutate('preference.quiet', { userId, until }));
  }

  /** Takes everything away that shows. */
  withdrawAll(): void {
    this.presenter.withdrawAll();
  }

  stop(): void {
    this.cancelCatchUp();
    for (const part of [this.presenter, this.queue, this.seen, this.snoozes]) part.stop();
  }

  private queueFresh(): void {
    for (const [id, known] of this.fresh) this.queue.add(id, known);
    this.fresh.clear();
  }

  private settle(): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.cancelCatchUp();
    this.deviceChanged();
  }

  /** It is news where it stands for more than it did. */
  private note({ id, before, after }: BaseChange): void {
    const [was, now] = [Number(before?.count ?? 0), Number(after?.count ?? 0)];
    if (now > was) this.fresh.set(id, Math.min(was, this.fresh.get(id) ?? was));
  }

  private bringBack(rows: readonly Notification[]): void {
    for (const { id, count } of rows) this.queue.add(id, count - 1);
    this.queue.run();
    this.count();
  }

  private findSeen(): string[] {
    const now = this.host.clock.now();
    const inFront = [...this.host.device.inFront()];
    return inFront.flatMap((id) => readNewsAbout(this.host.statements, id, now)).map(({ id }) => id);
  }

  private count(): void {
    const news = countNews(this.host.statements, this.host.clock.now());
    const counted = { ...news, doNotDisturb: this.doNotDisturb() };
    if (JSON.stringify(counted) === JSON.stringify(this.counted)) return;
    this.counted = counted;
    this.host.inboxChanged();
  }
}
