import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { texts } from '../../app/texts.ts';
import { texts as threadTexts } from '../texts.ts';

/** The texts of the frame and of threads, without those of any feature. */
export function startAppTexts(): void {
  i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { app: texts, threads: threadTexts } },
    defaultNS: 'app',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}
