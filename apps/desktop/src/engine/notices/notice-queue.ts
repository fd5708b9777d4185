import type { Notification } from '@holdfast/shared/model/notification.ts';
import { type ChosenChannels, isChannelOn } from '@holdfast/shared/notification-kinds.ts';
import { type Entry, type Group, groupByKey } from './group-by-key.ts';
import { HeldNotices } from './held-notices.ts';
import type { NoticeHost } from './notice-host.ts';
import { SUMMARY_KEY } from './notice-key.ts';
import type { NoticePresenter } from './notice-presenter.ts';
import { MOST_AT_ONCE, pace, type Showing, WINDOW_MS } from './pace.ts';
import { readPreference, silenceNow } from './quiet-now.ts';
import { findNews } from './read-notifications.ts';
import type { SummaryReason } from './word-summary.ts';

/** A device that nobody is at leaves it to one that is in use so long, in milliseconds. */
export const IDLE_MS = 3_000;

/** After quiet hours there is one notice of all that came. */
const atOnce: Readonly<Record<SummaryReason, number>> = { away: MOST_AT_ONCE, many: MOST_AT_ONCE, quiet: 1 };

/** Notifications from their arrival to the moment at which they show, or do not. */
export class NoticeQueue {
  /** Ids, and for how many causes each stood before. */
  private readonly waiting = new Map<string, number>();
  /** What was shown within WINDOW_MS. */
  private shown: Showing[] = [];
  private readonly held: HeldNotices;
  /** Why what is more than a few becomes one summary, as far as it is known. */
  private why: SummaryReason | undefined;
  private cancel = (): void => {};

  private readonly host: NoticeHost;
  private readonly presenter: Pick<NoticePresenter, 'present' | 'keepQuiet'>;

  constructor(host: NoticeHost, presenter: Pick<NoticePresenter, 'present' | 'keepQuiet'>) {
    this.host = host;
    this.presenter = presenter;
    const { statements, clock, guarded } = host;
    this.held = new HeldNotices({ statements, clock, guarded, look: () => this.lookAtSilence() });
  }

  /** @param known for how many causes it stood when it was told of last; what was known when it began to wait counts */
  add(id: string, known: number): void {
    if (!this.waiting.has(id)) this.waiting.set(id, known);
  }

  /** Shows what is due. With a reason, what is more than a few becomes one summary. */
  run(why?: SummaryReason): void {
    if (this.waiting.size === 0) return;
    this.why ??= why;
    if (this.host.device.isInUse) this.pump();
    else this.runIn(IDLE_MS);
  }

  /** Whether it is quiet may be another thing now: what was held back is told of if it is not. */
  lookAtSilence(): void {
    if (!this.held.isHolding) return;
    const silence = this.silence();
    this.held.lookAt(silence?.endsAt);
    if (silence !== undefined) return;
    for (const { id } of this.held.release()) this.add(id, 0);
    this.run('quiet');
  }

  silence() {
    const { statements, userId, device, clock } = this.host;
    return silenceNow(readPreference(statements, userId), device, clock.now());
  }

  stop(): void {
    this.cancel();
    this.held.stop();
  }

  private runIn(milliseconds: number): void {
    this.cancel();
    this.cancel = this.host.clock.after(milliseconds, () => this.host.guarded(() => this.pump()));
  }

  private pump(): void {
    const { why } = this;
    const now = this.host.clock.now();
    this.cancel();
    this.why = undefined;
    this.shown = this.shown.filter(({ at }) => now - at < WINDOW_MS);
    const groups = groupByKey(this.takeShowable());
    const paced = pace(groups, this.shown, now, why === undefined ? undefined : atOnce[why]);
    const [show, summary] = [paced.show, paced.summary].map((keys) =>
      groups.filter(({ key }) => keys.includes(key)),
    );
    if (paced.againIn !== undefined) this.runIn(paced.againIn);
    this.present(show ?? [], undefined, now);
    this.present(summary ?? [], why ?? 'many', now);
  }

  private present(groups: readonly Group[], summary: SummaryReason | undefined, now: number): void {
    if (groups.length === 0) return;
    const keys = summary === undefined ? groups.map(({ key }) => key) : [SUMMARY_KEY];
    this.shown.push(...keys.map((key) => ({ key, at: now })));
    for (const { id } of groups.flatMap(({ rows }) => rows)) this.waiting.delete(id);
    this.presenter.present(groups, summary);
  }

  /** What is still to be shown. Everything else waits no longer. */
  private takeShowable(): readonly Entry[] {
    const { statements, userId, device } = this.host;
    const inFront = device.inFront();
    const { channels } = readPreference(statements, userId);
    const news = [...this.waiting].flatMap(([id, known]) =>
      findNews(this.host, id).map((row) => ({ row, known })),
    );
    const isInFront = ({ row }: Entry) => inFront.has(row.subjectId ?? '');
    this.presenter.keepQuiet(news.filter(isInFront).map(({ row }) => row));
    const others = news.filter((entry) => !isInFront(entry) && this.isWanted(entry.row, channels));
    const showable = this.holdIfQuiet(others);
    this.waiting.clear();
    for (const { row, known } of showable) this.waiting.set(row.id, known);
    return showable;
  }

  private holdIfQuiet(entries: readonly Entry[]): readonly Entry[] {
    const silence = entries.length === 0 ? undefined : this.silence();
    if (silence === undefined) return entries;
    this.held.hold(entries.map(({ row }) => row));
    this.held.lookAt(silence.endsAt);
    return [];
  }

  /** Whether the person wants it where it would show on this device. */
  private isWanted({ kind }: Notification, channels: ChosenChannels): boolean {
    const { device } = this.host;
    const place = device.place();
    if (place === 'none') return false;
    const standsIn = place === 'toast' && device.takesOver && isChannelOn(channels, kind, 'native');
    return standsIn || isChannelOn(channels, kind, place);
  }
}
