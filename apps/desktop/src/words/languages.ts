/** Languages that the app speaks. */
export const languages = ['en', 'de', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What a person may choose: one of them, or what the system speaks. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** Names of the languages in themselves, so that whoever looks for theirs can read it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};

export function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text);
}

/** The direction in which a language is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/**
 * The language to speak: the one that was chosen, or else the first of the system's languages
 * (as in `de-AT`, the preferred one first) that the app knows, or else English.
 */
export function languageFor(choice: LanguageChoice, ofSystem: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of ofSystem) {
    const [language = ''] = tag.toLowerCase().split('-');
    if (isLanguage(language)) return language;
  }
  return 'en';
}
