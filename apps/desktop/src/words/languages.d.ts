/** Languages that the app speaks. */
export declare const languages: readonly ['en', 'de', 'es', 'ar'];
export type Language = (typeof languages)[number];
/** What a person may choose: one of them, or what the system speaks. */
export declare const languageChoices: readonly ['system', 'en', 'de', 'es', 'ar'];
export type LanguageChoice = (typeof languageChoices)[number];
/** Names of the languages in themselves, so that whoever looks for theirs can read it. */
export declare const languageNames: Readonly<Record<Language, string>>;
export declare function isLanguage(text: string): text is Language;
/** The direction in which a language is written. */
export declare function directionOf(language: Language): 'ltr' | 'rtl';
/**
 * The language to speak: the one that was chosen, or else the first of the system's languages
 * (as in `de-AT`, the preferred one first) that the app knows, or else English.
 */
export declare function languageFor(choice: LanguageChoice, ofSystem: readonly string[]): Language;
