import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { type ShownNotice, shownNoticeSchema } from './outlet.ts';

/** More than this cannot be clicked any more; the oldest are let go. */
const KEPT = 50;

const fileSchema = z.object({
  /** Who shows them, so that those of another service, or of one that was started anew, are not taken for ours. */
  shownBy: z.string(),
  notices: z.array(shownNoticeSchema),
});

/** The notices that the system still shows, also those of a run of the app that ended without a goodbye. */
export class ShownNotices {
  readonly #file: string;
  #shownBy = '';
  #notices: readonly ShownNotice[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  get all(): readonly ShownNotice[] {
    return this.#notices;
  }

  /** From now on somebody else shows them: theirs, of before, are taken up; those of anybody else are gone. */
  begin(shownBy: string): void {
    const kept = readJsonFile(this.#file, fileSchema);
    this.#shownBy = shownBy;
    this.#notices = kept?.shownBy === shownBy ? kept.notices : [];
  }

  byId(id: unknown): ShownNotice | undefined {
    return this.#notices.find((notice) => notice.id === id);
  }

  byKey(key: string): ShownNotice | undefined {
    return this.#notices.find((notice) => notice.key === key);
  }

  add(notice: ShownNotice): void {
    const others = this.#notices.filter(({ key, id }) => key !== notice.key && id !== notice.id);
    this.#set([...others, notice].slice(-KEPT));
  }

  remove(gone: ShownNotice): void {
    this.#set(this.#notices.filter((notice) => notice !== gone));
  }

  #set(notices: readonly ShownNotice[]): void {
    this.#notices = notices;
    writeJsonFile(this.#file, { shownBy: this.#shownBy, notices });
  }
}
