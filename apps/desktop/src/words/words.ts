import i18next, { type FormatterModule } from 'i18next';
import type { Language } from './languages.ts';
import { texts as nativeAr } from './native/texts.ar.ts';
import { texts as nativeDe } from './native/texts.de.ts';
import { texts as nativeEs } from './native/texts.es.ts';
import { texts as nativeEn } from './native/texts.ts';
import { texts as noticesAr } from './notices/texts.ar.ts';
import { texts as noticesDe } from './notices/texts.de.ts';
import { texts as noticesEs } from './notices/texts.es.ts';
import { texts as noticesEn } from './notices/texts.ts';
import { texts as shellAr } from './shell/texts.ar.ts';
import { texts as shellDe } from './shell/texts.de.ts';
import { texts as shellEs } from './shell/texts.es.ts';
import { texts as shellEn } from './shell/texts.ts';
import { texts as updatesAr } from './updates/texts.ar.ts';
import { texts as updatesDe } from './updates/texts.de.ts';
import { texts as updatesEs } from './updates/texts.es.ts';
import { texts as updatesEn } from './updates/texts.ts';

import { writeNumbers } from './write-numbers.ts';

/** What the shell and the engine say, in each language. */
export const texts = {
  en: { ...nativeEn, ...noticesEn, ...shellEn, ...updatesEn },
  de: { ...nativeDe, ...noticesDe, ...shellDe, ...updatesDe },
  es: { ...nativeEs, ...noticesEs, ...shellEs, ...updatesEs },
  ar: { ...nativeAr, ...noticesAr, ...shellAr, ...updatesAr },
} as const satisfies Record<Language, Record<string, string>>;

const resources = {
  en: { words: texts.en },
  de: { words: texts.de },
  es: { words: texts.es },
  ar: { words: texts.ar },
};

/** Says something in one language. `count` chooses the form of number. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The words of the shell and the engine, which have no page to say them in. */
export function wordsIn(language: Language): Words {
  const instance = i18next.createInstance().use(writeFigures);
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

const numbers = writeNumbers(inPlace);

/** Besides numbers: `{{value, money}}` is of hundredths, `{{value, percent}}` 40 for 40 %, `{{week, day}}` a day as `2026-03-02`. */
const writeFigures: FormatterModule = {
  ...numbers,
  format: (value: unknown, format, language = 'en', options) => {
    if (format === 'money') return write(Number(value) / 100, language, twoDigits);
    if (format === 'percent') return write(Number(value) / 100, language, percent);
    if (format === 'day') return writeDay(String(value), language);
    return numbers.format(value, format, language, options);
  },
};

const twoDigits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const percent = { style: 'percent', maximumFractionDigits: 1 } as const;

function write(value: number, language: string, how: Intl.NumberFormatOptions): string {
  return value.toLocaleString(`${language}-u-nu-latn`, how);
}

function writeDay(date: string, language: string): string {
  const day = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(`${language}-u-nu-latn`, day);
}

/** Digits are the same in every language, as in `renderer/ui/locale.ts`. */
function inPlace(value: number, language: string): string {
  return value.toLocaleString(`${language}-u-nu-latn`);
}
