import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { texts as changes } from '../../../words/changes/texts.ts';
import { texts } from '../../app/texts.ts';
import { texts as files } from '../../files/texts.ts';
import { texts as threadTexts } from '../texts.ts';

/** The texts of the frame, of threads and of changes, without those of any feature. */
export function startAppTexts(): void {
  i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { app: texts, files, threads: threadTexts, changes } },
    defaultNS: 'app',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}
