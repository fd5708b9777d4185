import type { Notification } from '@holdfast/shared/model/notification.ts';
import { isChannelOn } from '@holdfast/shared/notification-kinds.ts';
import type { Notice } from '../api/notices.ts';
import { actionsFor } from './act-on-notice.ts';
import { claimNotices } from './claims.ts';
import { byTime, type Group } from './group-by-key.ts';
import type { NoticeHost } from './notice-host.ts';
import { SUMMARY_KEY } from './notice-key.ts';
import { readPreference } from './quiet-now.ts';
import { findNews } from './read-notifications.ts';
import { ShownNotices } from './shown-notices.ts';
import { targetOf } from './subject-of.ts';
import { wordNotifications } from './word-notice.ts';
import { type SummaryReason, wordSummary } from './word-summary.ts';

/** A notice that nothing can be done about but to click it. */
export function plainNotice(key: string, title: string, body: string): Notice {
  return { key, title, body, target: null, actions: [], urgent: false, sound: false };
}

/** Claims what is due, words what the server leaves to this device, shows it, and takes it away again. */
export class NoticePresenter {
  private readonly shown = new ShownNotices();
  private isStopped = false;

  private readonly host: NoticeHost;

  constructor(host: NoticeHost) {
    this.host = host;
  }

  /** Shows them one by one, or for a reason in one summary. */
  present(groups: readonly Group[], summary: SummaryReason | undefined): void {
    const rows = groups.flatMap((group) => group.rows);
    this.claim(rows, (mine) => {
      const own = groups.flatMap((group) => this.ownPart(group, mine));
      if (summary !== undefined && own.length > 1) this.showSummary(own, summary);
      else for (const group of own) this.showGroup(group);
    });
  }

  /** Keeps other devices from showing what is in front of one's eyes here. */
  keepQuiet(rows: readonly Notification[]): void {
    this.claim(rows, () => {});
  }

  /** The notifications that a notice stands for and that are still news. */
  newsOf(key: string): Notification[] {
    return [...this.shown.idsOf(key)].flatMap((id) => this.find(id));
  }

  /** A click has taken it away. */
  forget(key: string): void {
    this.shown.forget(key);
  }

  /** Takes away what was seen to, here or elsewhere. */
  withdrawSeen(): void {
    this.host.device.withdraw(this.shown.takeSeen((id) => this.find(id).length > 0));
  }

  /** Takes everything away: nobody, or somebody else, is signed in here from now on. */
  withdrawAll(): void {
    this.host.device.withdraw(this.shown.takeSeen(() => false));
  }

  stop(): void {
    this.isStopped = true;
  }

  /** Goes on with those that no other device of the person shows. */
  private claim(rows: readonly Notification[], then: (mine: ReadonlySet<string>) => void): void {
    const { clock, log, claim, guarded } = this.host;
    claimNotices(rows, { environment: { clock, log }, claim })
      .then((mine) => this.isStopped || guarded(() => then(mine)))
      .catch((error: unknown) => log('a notice could not be shown', { cause: String(error) }));
  }

  /** What of a group this device shows, if it is still news after the server has answered. */
  private ownPart(group: Group, mine: ReadonlySet<string>): Group[] {
    const inFront = this.host.device.inFront();
    const rows = group.rows.filter(
      ({ id, subjectId }) => mine.has(id) && this.find(id).length > 0 && !inFront.has(subjectId ?? ''),
    );
    return rows.length === 0 ? [] : [{ ...group, rows }];
  }

  /** What shows under the same key already stays part of it. */
  private showGroup({ key, rows, urgent }: Group): void {
    const others = this.newsOf(key).filter(({ id }) => rows.every((row) => row.id !== id));
    const all = [...others, ...rows].sort(byTime);
    this.show(all, {
      key,
      ...wordNotifications(all, this.wording()),
      target: targetOf(all),
      actions: actionsFor(all, this.host),
      urgent,
      sound: this.maySound(rows),
    });
  }

  private showSummary(groups: readonly Group[], why: SummaryReason): void {
    const rows = groups.flatMap((group) => group.rows).sort(byTime);
    const updates = groups.reduce((sum, group) => sum + group.updates, 0);
    const { title, body } = wordSummary(rows, updates, why, this.wording());
    const urgent = groups.some((group) => group.urgent);
    this.show(rows, { ...plainNotice(SUMMARY_KEY, title, body), urgent, sound: this.maySound(rows) });
  }

  private show(rows: readonly Notification[], notice: Notice): void {
    const { device } = this.host;
    this.shown.add(notice.key, rows);
    device.show(device.place(), notice);
  }

  private wording() {
    const { device, find } = this.host;
    return { words: device.words, find };
  }

  private maySound(rows: readonly Notification[]): boolean {
    const { channels } = readPreference(this.host.statements, this.host.userId);
    return rows.some(({ kind }) => isChannelOn(channels, kind, 'sound'));
  }

  private find(id: string): Notification[] {
    return findNews(this.host, id);
  }
}
