import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { texts as changes } from '../../words/changes/texts.ts';
import { isLanguage, type Language, languageFor } from '../../words/languages.ts';
import { texts as problems } from '../../words/problems/texts.ts';
import { writeNumbers } from '../../words/write-numbers.ts';
import { texts as charts } from '../charts/texts.ts';
import { texts as files } from '../files/texts.ts';
import type { TextsByNamespace } from '../languages/by-namespace.ts';
import { texts as presence } from '../presence/texts.ts';
import { texts as previews } from '../previews/texts.ts';
import { bridge } from '../state/bridge.ts';
import { texts as threads } from '../threads/texts.ts';
import { localeFor, setLocale, writeNumber } from '../ui/locale.ts';
import { features } from './features.ts';
import { texts as app } from './texts.ts';

const ofFeatures = Object.fromEntries(features.map((feature) => [feature.name, feature.texts]));
const english: TextsByNamespace = {
  ...{ app, charts, files, presence, previews, threads, changes, problems },
  ...ofFeatures,
};

const load: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly texts: TextsByNamespace }>>> = {
  de: () => import('../languages/de.ts'),
  es: () => import('../languages/es.ts'),
  ar: () => import('../languages/ar.ts'),
};

let wanted: Language = 'en';

/** Resolves when the page can say everything in the language that the app speaks. */
export async function startTexts(): Promise<void> {
  i18next
    .use(initReactI18next)
    .use(writeNumbers((value) => writeNumber(value)))
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: english },
      defaultNS: 'app',
      // Keys hold dots of their own, and React escapes what is put in.
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
  await speak(bridge.shell.language);
  followSettings();
}

/** The page says everything in the language that the settings name, as soon as they do. */
function followSettings(): void {
  bridge.shell.watch('settings', ({ language }) => {
    void speak(languageFor(language, bridge.shell.systemLanguages));
  });
}

/** The language that the page speaks. */
export function languageOf(tag: string): Language {
  return isLanguage(tag) ? tag : 'en';
}

async function speak(language: Language): Promise<void> {
  wanted = language;
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'app')) await add(language);
  // While it was fetched another one may have been chosen.
  if (wanted !== language) return;
  setLocale(localeFor(language, bridge.shell.systemLanguages));
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

async function add(language: Exclude<Language, 'en'>): Promise<void> {
  const { texts } = await load[language]();
  for (const [namespace, words] of Object.entries(texts)) {
    i18next.addResourceBundle(language, namespace, words);
  }
}
