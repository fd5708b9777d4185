import type { Announcement } from '@holdfast/shared/entity/announcement.ts';
import { findModel } from '@holdfast/shared/registry.ts';
import type { BaseChange } from '../store/base-rows.ts';
import { readView } from '../store/overlay-rows.ts';
import type { Statements } from '../store/statements.ts';
import type { Applied } from '../sync/apply.ts';

/** More than this at once becomes one summary: nobody reads a flood. */
const MOST_AT_ONCE = 3;

/** What the main process shows natively. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly target: Announcement['target'] | null;
}

/** Collects what arrived and is worth a native notification, and tells it when a message or a pull has ended. */
export class Announcer {
  private collected: Announcement[] = [];
  /** Rows that came into sight since the last flush. */
  private readonly arrived = new Set<string>();

  private readonly statements: Statements;
  private readonly userId: string;
  private readonly show: (notice: Notice) => void;

  constructor(statements: Statements, userId: string, show: (notice: Notice) => void) {
    this.statements = statements;
    this.userId = userId;
    this.show = show;
  }

  collect({ news, joined }: Pick<Applied, 'news' | 'joined'>): void {
    for (const { table, id, before } of news) {
      if (before === undefined) this.arrived.add(`${table} ${id}`);
    }
    const isNews = news.filter((change) => !this.cameWithParent(change));
    for (const change of [...isNews, ...joined]) {
      const announcement = this.announcementFor(change);
      if (announcement !== undefined) this.collected.push(announcement);
    }
  }

  flush(): void {
    const announcements = this.collected;
    this.collected = [];
    this.arrived.clear();
    if (announcements.length <= MOST_AT_ONCE) {
      for (const { title, body, target } of announcements) this.show({ title, body, target });
      return;
    }
    const tickets = new Set(announcements.map((announcement) => announcement.target.id)).size;
    this.show({
      title: `${announcements.length} updates in ${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}`,
      body: 'Open Holdfast to see them.',
      target: null,
    });
  }

  /** What was said before one could see the whole is not news: a ticket brings its old comments. */
  private cameWithParent({ table, after }: BaseChange): boolean {
    const parent = after === undefined ? undefined : findModel(table)?.parent?.(after);
    return parent !== undefined && this.arrived.has(`${parent.table} ${parent.id}`);
  }

  private announcementFor(change: BaseChange): Announcement | undefined {
    const { after, before } = change;
    const model = findModel(change.table);
    if (after === undefined || model?.announce === undefined) return undefined;
    const find = (ref: { table: string; id: string }) =>
      findModel(ref.table) === undefined ? undefined : readView(this.statements, ref.table, ref.id);
    return model.announce({ before, after, find }, this.userId);
  }
}
