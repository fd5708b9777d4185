import { hoursSchema } from '@holdfast/shared/model/assignment.ts';
import { numberWriter } from '../../ui/locale.ts';

const CLOCK = /^(\d{1,3}):([0-5]\d)$/;
const NUMBER = /^\d{0,3}(?:[.,]\d{1,2})?$/;
const ARABIC_ZERO = 0x0660;

/**
 * Hours as people type them and other programs copy them: `7.5`, `7,5`, `7:30`, `8 h`, in Arabic digits too;
 * nothing at all is none. `undefined` for what is no number of hours that a week has, in quarters.
 */
export function readHours(typed: string): number | undefined {
  const text = latinDigits(typed).trim().replace(/\s*h$/i, '').replaceAll('٫', '.');
  if (text === '' || text === '-' || text === '–') return 0;
  const [, hours, minutes] = CLOCK.exec(text) ?? [];
  if (hours !== undefined) return taken(Number(hours) + Number(minutes) / 60);
  return NUMBER.test(text) && /\d/.test(text) ? taken(Number(text.replace(',', '.'))) : undefined;
}

const write = numberWriter({ maximumFractionDigits: 2 });

/** Hours as a cell shows them: nothing for none. */
export function writeHours(hours: number): string {
  return hours === 0 ? '' : write(hours);
}

/** Hours as one goes on to type them, and as other programs read them. */
export function plainHours(hours: number): string {
  return hours === 0 ? '' : String(hours);
}

function taken(hours: number): number | undefined {
  return hoursSchema.safeParse(hours).data;
}

function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) - ARABIC_ZERO));
}
