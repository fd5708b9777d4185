import { app } from 'electron';
import { type Language, languageFor } from '../words/languages.ts';
import { type Words, wordsIn } from '../words/words.ts';
import type { DeviceSettingsStore } from './device-settings-store.ts';

/** What the shell speaks: the language chosen for this device, or else the system's. A change counts at once. */
export class Speech {
  #language: Language;
  #words: Words;
  readonly #listeners = new Set<() => void>();

  /** Only once the app is ready: the system is asked for its languages. */
  constructor(settings: DeviceSettingsStore) {
    this.#language = chosenLanguage(settings);
    this.#words = wordsIn(this.#language);
    settings.onChange(() => this.#setLanguage(chosenLanguage(settings)));
  }

  get language(): Language {
    return this.#language;
  }

  /** The words of the moment: ask again for each thing to say. */
  get words(): Words {
    return this.#words;
  }

  /** Calls back after each change, so that what stands on the screen is said anew. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #setLanguage(language: Language): void {
    if (language === this.#language) return;
    this.#language = language;
    this.#words = wordsIn(language);
    for (const listener of this.#listeners) listener();
  }
}

function chosenLanguage(settings: DeviceSettingsStore): Language {
  return languageFor(settings.settings.language, app.getPreferredSystemLanguages());
}
