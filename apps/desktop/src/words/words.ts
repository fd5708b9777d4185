import i18next from 'i18next';
import type { Language } from './languages.ts';
import { texts as noticesAr } from './notices/texts.ar.ts';
import { texts as noticesDe } from './notices/texts.de.ts';
import { texts as noticesEs } from './notices/texts.es.ts';
import { texts as noticesEn } from './notices/texts.ts';
import { texts as shellAr } from './shell/texts.ar.ts';
import { texts as shellDe } from './shell/texts.de.ts';
import { texts as shellEs } from './shell/texts.es.ts';
import { texts as shellEn } from './shell/texts.ts';

import { writeNumbers } from './write-numbers.ts';

const resources = {
  en: { words: { ...noticesEn, ...shellEn } },
  de: { words: { ...noticesDe, ...shellDe } },
  es: { words: { ...noticesEs, ...shellEs } },
  ar: { words: { ...noticesAr, ...shellAr } },
};

/** Says something in one language. `count` chooses the form of number. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The words of the shell and the engine, which have no page to say them in. */
export function wordsIn(language: Language): Words {
  const instance = i18next.createInstance().use(writeNumbers(inPlace));
  instance.init({
    lng: language,
    fallbackLng: 'en',
    resources,
    defaultNS: 'words',
    // Keys hold dots of their own, and nothing here becomes HTML.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
  });
  return (key, values = {}) => instance.t(key, values);
}

/** Digits are the same in every language, as in `renderer/ui/locale.ts`. */
function inPlace(value: number, language: string): string {
  return value.toLocaleString(`${language}-u-nu-latn`);
}
