import type { Language } from '../../words/languages.ts';
import { type Words, wordsIn } from '../../words/words.ts';
import type { Attention, FromEngine } from '../api/host-messages.ts';
import type { Notice } from '../api/notices.ts';
import type { Clock } from '../environment.ts';
import { choosePlace, type Place } from './choose-place.ts';
import { Onlookers } from './onlookers.ts';

export interface NoticeDeviceOptions {
  readonly clock: Clock;
  readonly language?: Language | undefined;
  tell(message: FromEngine): void;
  /** What one looks at, who is here, or what the system does with notices is another thing now. */
  changed(): void;
}

/** The device that notices show on: its system, its windows, its language, and whether somebody is at it. */
export class NoticeDevice {
  readonly onlookers: Onlookers;
  words: Words;
  /** The system's own "do not disturb". */
  focusMode = false;
  private nativeWorks = true;
  private attention: Attention = 'active';

  private readonly options: NoticeDeviceOptions;

  constructor(options: NoticeDeviceOptions) {
    this.options = options;
    this.words = wordsIn(options.language ?? 'en');
    this.onlookers = new Onlookers(options.clock, () => options.changed());
  }

  setLanguage(language: Language): void {
    this.words = wordsIn(language);
  }

  setAttention(attention: Attention): void {
    this.attention = attention;
    this.options.changed();
  }

  /** Whether the system shows notices, and whether it was told not to disturb. */
  setNative({ works, focusMode }: { works: boolean; focusMode: boolean }): void {
    this.nativeWorks = works;
    this.focusMode = focusMode;
    this.options.changed();
  }

  get isInUse(): boolean {
    return this.attention === 'active';
  }

  /** Whether toasts stand in for the system's notices. */
  get takesOver(): boolean {
    return !this.nativeWorks;
  }

  place(): Place {
    const { isFocused, hasAny } = this.onlookers;
    const { isInUse, nativeWorks } = this;
    return choosePlace({ attentive: isInUse, focused: isFocused, nativeWorks, hasWindow: hasAny });
  }

  /** The ids of the rows that are in front of somebody's eyes. */
  inFront(): ReadonlySet<string> {
    return this.isInUse ? this.onlookers.inFront() : new Set();
  }

  show(place: Place, notice: Notice): void {
    if (place === 'native') this.options.tell({ kind: 'notice', notice });
    if (place === 'toast') this.onlookers.show(notice);
  }

  /** They need not be shown any more, wherever they are. */
  withdraw(keys: readonly string[]): void {
    if (keys.length === 0) return;
    this.options.tell({ kind: 'notice-gone', keys: [...keys] });
    this.onlookers.withdraw(new Set(keys));
  }
}
