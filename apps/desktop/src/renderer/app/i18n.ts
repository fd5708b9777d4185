import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { presenceTexts } from '../presence/texts.ts';
import { threadTexts } from '../threads/thread-texts.ts';
import { features } from './features.ts';
import { texts } from './texts.ts';

const namespaces = Object.fromEntries(features.map((feature) => [feature.name, feature.texts]));

/** English only for now; a language is one more of these per feature. */
export function startTexts(): void {
  i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { app: texts, presence: presenceTexts, threads: threadTexts, ...namespaces } },
    defaultNS: 'app',
    // Keys hold dots of their own, and React escapes what is put in.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}
