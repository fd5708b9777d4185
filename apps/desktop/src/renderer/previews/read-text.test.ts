import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + text.length * 2));
  view.setUint16(0, 0xfeff, isLittle);
  for (const [index, unit] of [...text].entries())
    view.setUint16(2 + index * 2, unit.charCodeAt(0), isLittle);
  return new Uint8Array(view.buffer);
}

test.each([
  ['UTF-8', utf8('Größe: 4 €\n\t„so“')],
  ['UTF-8 with its mark', utf8('\ufeffGröße: 4 €\n\t„so“')],
  ['UTF-16, little end first', utf16('Größe: 4 €\n\t„so“', true)],
  ['UTF-16, big end first', utf16('Größe: 4 €\n\t„so“', false)],
])('%s is read as the text that it is', (_name, bytes) => {
  expect(readText(bytes, false)).toBe('Größe: 4 €\n\t„so“');
});

test('a character that is cut in two at the end of what is read is left out, and nowhere else', () => {
  const bytes = utf8('a€').subarray(0, 3);
  expect(readText(bytes, true)).toBe('a');
  expect(readText(bytes, false)).toBeUndefined();
});

test.each([
  ['a byte that begins no character', new Uint8Array([0x61, 0xff, 0x62])],
  ['half a surrogate', new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00])],
])('%s is no text', (_name, bytes) => {
  expect(readText(bytes, false)).toBeUndefined();
});

test('an empty file is an empty text', () => {
  expect(readText(new Uint8Array(), false)).toBe('');
});
