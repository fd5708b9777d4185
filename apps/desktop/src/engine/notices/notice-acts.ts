import type { Notification } from '@holdfast/shared/model/notification.ts';
import type { NoticeAct, TestedNotice } from '../api/notices.ts';
import { actOnNotice } from './act-on-notice.ts';
import type { NoticeHost } from './notice-host.ts';
import { readNoticeKey, SUMMARY_KEY, TEST_KEY } from './notice-key.ts';
import { type NoticePresenter, plainNotice } from './notice-presenter.ts';
import type { Silence } from './quiet-now.ts';
import { readNewsAbout, readNewsOfKind } from './read-notifications.ts';

/** What people do about notices where they show. */
export class NoticeActs {
  private readonly host: NoticeHost;
  private readonly presenter: NoticePresenter;

  constructor(host: NoticeHost, presenter: NoticePresenter) {
    this.host = host;
    this.presenter = presenter;
  }

  /** @throws what refuses the change that it makes */
  act(act: NoticeAct): void {
    const opensInbox = act.key === SUMMARY_KEY && act.action === 'open';
    if (opensInbox) this.presenter.forget(act.key);
    else actOnNotice(act, this.rowsOf(act.key), this.host);
  }

  /** The same for somebody who looks at no window: where it cannot be saved they are told, with what they wrote. */
  actFromSystem(act: NoticeAct): void {
    try {
      this.act(act);
    } catch (error) {
      const { device, log } = this.host;
      log('what was done about a notice could not be saved', { cause: String(error) });
      const why = error instanceof Error ? error.message : String(error);
      const title = device.words(act.text === undefined ? 'notice.act-failed' : 'notice.reply-failed');
      const body = act.text === undefined ? why : `${why}\n${act.text}`;
      device.show(device.place(), plainNotice(`failed:${act.key}`.slice(0, 100), title, body));
    }
  }

  /** Shows a notice as a real one would be right now. */
  test(silence: Silence | undefined): TestedNotice {
    if (silence !== undefined) return { shown: 'none', why: silence.why };
    const { device } = this.host;
    const place = device.place();
    if (place === 'none') return { shown: 'none', why: 'off' };
    const [title, body] = [device.words('notice.test'), device.words('notice.test.body')];
    device.show(place, plainNotice(TEST_KEY, title, body));
    return { shown: place };
  }

  /** A key says what it stands for also after a restart. */
  private rowsOf(key: string): readonly Notification[] {
    const { statements, clock } = this.host;
    const subject = readNoticeKey(key);
    if ('subjectId' in subject) return readNewsAbout(statements, subject.subjectId, clock.now());
    if ('kind' in subject) return readNewsOfKind(statements, subject.kind, clock.now());
    return this.presenter.newsOf(key);
  }
}
