import type { FormatterModule } from 'i18next';

/** Numbers that are put into a text are written by `write`; everything else is put in as it is. */
export function writeNumbers(write: (value: number, language: string) => string): FormatterModule {
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format: (value: unknown, _format, language = 'en') =>
      typeof value === 'number' ? write(value, language) : String(value ?? ''),
  };
}
