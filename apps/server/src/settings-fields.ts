import { z } from 'zod';

/** A variable that holds a whole number, with what it counts in words. */
export function wholeNumber(least: number, most: number, byDefault: number, what: string) {
  const error = `use ${what} from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }))
    .default(byDefault);
}

/** The parts of a list that is separated by commas. */
export function commaList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
