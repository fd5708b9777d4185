import { writeNumber } from '../../ui/locale.ts';

const MOST = 1e14;
/** Digits in a row or in threes, and perhaps hundredths. */
const AMOUNT = /^(\d+|\d{1,3}(?:[.,٬]\d{3})+)?(?:[.,٫](\d{1,2}))?$/;

/** An amount of hundredths with two digits: `1,250.00`. */
export function writeAmount(hundredths: number): string {
  return writeNumber(hundredths / 100, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/**
 * The hundredths that somebody typed, as `1,250.5`, `1.250,50`, `1 250` or in Arabic digits. Which sign parts the
 * hundredths is told by what follows it: one or two digits at the end. Nothing where it is no amount.
 */
export function readAmount(typed: string): number | undefined {
  const [, sign = '', digits = ''] = /^([-−]?)(.*)$/.exec(bare(typed)) ?? [];
  const [, whole = '', part = ''] = AMOUNT.exec(digits) ?? [];
  const units = whole.replaceAll(/[.,٬]/g, '');
  if (units === '' && part === '') return undefined;
  const amount = Number(`${units}${part.padEnd(2, '0')}`);
  if (amount > MOST) return undefined;
  return sign === '' ? amount : 0 - amount;
}

/** Without spaces and marks of direction, in Latin digits. */
function bare(typed: string): string {
  return typed
    .replaceAll(/[\s\u00a0\u202f'’\u200e\u200f\u061c]/g, '')
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}
