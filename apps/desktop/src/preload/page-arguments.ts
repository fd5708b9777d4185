import { isLanguage, type Language } from '../words/languages.ts';
import type { Target } from './bridge.ts';

/** What the shell tells a page at its start. */
export interface PageArguments {
  readonly language: Language;
  readonly systemLanguages: readonly string[];
  /** The row that the window is of; nothing for the main window. */
  readonly own: Target | null;
}

const LANGUAGE = '--holdfast-language=';
const SYSTEM_LANGUAGES = '--holdfast-system-languages=';
const OWN = '--holdfast-own=';

/** The arguments of a page's process, which `readPageArguments` reads. */
export function writePageArguments({ language, systemLanguages, own }: PageArguments): string[] {
  return [
    `${LANGUAGE}${language}`,
    `${SYSTEM_LANGUAGES}${systemLanguages.join(',')}`,
    ...(own === null ? [] : [`${OWN}${own.table}/${own.id}`]),
  ];
}

export function readPageArguments(args: readonly string[]): PageArguments {
  const language = readValue(args, LANGUAGE);
  const systemLanguages = readValue(args, SYSTEM_LANGUAGES).split(',').filter(Boolean);
  const [table = '', id = ''] = readValue(args, OWN).split('/');
  const own = id === '' ? null : { table, id };
  return { language: isLanguage(language) ? language : 'en', systemLanguages, own };
}

function readValue(args: readonly string[], prefix: string): string {
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length) ?? '';
}
