import type { Language } from '../../words/languages.ts';

let tag = 'en-GB';

/** From now on dates and numbers are written as in this place, a tag such as `de-AT`. */
export function setLocale(next: string): void {
  tag = next;
}

/**
 * How dates and numbers are written where one speaks a language: as in the first of the system's languages
 * that is the same one (`en-US`, `de-AT`), or else as the language does anywhere.
 * Digits are the ones of ticket numbers and addresses in every language, so that a text has one kind of them.
 */
export function localeFor(language: Language, ofSystem: readonly string[]): string {
  const known = ofSystem.find((one) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(one) && speaks(one, language));
  return `${known ?? language}-u-nu-latn`;
}

function speaks(one: string, language: Language): boolean {
  return one.toLowerCase().split('-')[0] === language;
}

/** A number with the separators of this place. */
export function writeNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return value.toLocaleString(tag, options);
}

/** Writes numbers in one way, as in this place: for many of them, since to make a format takes its time. */
export function numberWriter(options: Intl.NumberFormatOptions): (value: number) => string {
  let made: { readonly tag: string; readonly format: Intl.NumberFormat } | undefined;
  return (value) => {
    if (made?.tag !== tag) made = { tag, format: new Intl.NumberFormat(tag, options) };
    return made.format.format(value);
  };
}

/** Several things in one line, with the comma of this place. */
export function writeList(items: readonly string[]): string {
  return items.join(tag.startsWith('ar') ? '، ' : ', ');
}

/** Writes moments in one way, in the time zone of this device and as in this place. */
export function dateWriter(options: Intl.DateTimeFormatOptions): (at: Date) => string {
  let made: { readonly tag: string; readonly format: Intl.DateTimeFormat } | undefined;
  return (at) => {
    if (made?.tag !== tag) made = { tag, format: new Intl.DateTimeFormat(tag, options) };
    return made.format.format(at);
  };
}
