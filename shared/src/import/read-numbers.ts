/**
 * Reads a number as people write it: `1,234.50`, `1.234,50`, `1 234,5`, `€ 12`, `85 %`. The last dot
 * or comma is the decimal one, unless exactly three digits follow the only one of its kind.
 * @returns nothing for what is no number
 */
export function readNumber(text: string): number | undefined {
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]/g, '').replace(/^\p{Sc}|\p{Sc}$|%$/gu, '');
  if (!/^[+-]?\d[\d.,]*$/.test(bare)) return undefined;
  const place = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const decimal = isDecimal(bare, place) ? place : bare.length;
  const whole = bare.slice(0, decimal).replaceAll(/[.,]/g, '');
  const number = Number(`${whole}.${bare.slice(decimal + 1) || '0'}`);
  return Number.isFinite(number) ? number : undefined;
}

function isDecimal(text: string, place: number): boolean {
  if (place === -1) return false;
  const mark = text.charAt(place);
  if (text.indexOf(mark) !== place) return false;
  const other = mark === '.' ? ',' : '.';
  return text.length - place - 1 !== 3 || text.includes(other) || /^[+-]?0[.,]/.test(text);
}

/** An amount in hundredths; nothing for what is none. */
export function readAmount(text: string): number | undefined {
  const number = readNumber(text);
  return number === undefined ? undefined : Math.round(number * 100);
}
