import { isLanguage, type Language } from '../words/languages.ts';

/** What the shell tells a page at its start. */
export interface PageArguments {
  readonly language: Language;
  readonly systemLanguages: readonly string[];
}

const LANGUAGE = '--holdfast-language=';
const SYSTEM_LANGUAGES = '--holdfast-system-languages=';

/** The arguments of a page's process, which `readPageArguments` reads. */
export function writePageArguments({ language, systemLanguages }: PageArguments): string[] {
  return [`${LANGUAGE}${language}`, `${SYSTEM_LANGUAGES}${systemLanguages.join(',')}`];
}

export function readPageArguments(args: readonly string[]): PageArguments {
  const language = readValue(args, LANGUAGE);
  const systemLanguages = readValue(args, SYSTEM_LANGUAGES).split(',').filter(Boolean);
  return { language: isLanguage(language) ? language : 'en', systemLanguages };
}

function readValue(args: readonly string[], prefix: string): string {
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length) ?? '';
}
