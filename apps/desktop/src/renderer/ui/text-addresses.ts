import { readMention } from '@holdfast/shared/mentions.ts';

const opened = new Set(['https:', 'mailto:']);
const number = /^holdfast:number\/(\d{1,9})$/;

/**
 * Whether a link to this address opens outside the app. The shell opens no other ones (SECURITY 7), so
 * no others may look as if they could be opened.
 */
export function isOpened(address: string): boolean {
  return URL.canParse(address) && opened.has(new URL(address).protocol);
}

/** The address under which the reader of Markdown puts a ticket's number that it finds in a text. */
export function numberAddress(digits: string): string {
  return `holdfast:number/${digits}`;
}

/** The ticket's number that an address stands for; nothing for any other address. */
export function readNumber(address: string): number | undefined {
  const digits = number.exec(address)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether an address may stand behind a link at all. */
export function isKnownAddress(address: string): boolean {
  return isOpened(address) || readMention(address) !== undefined || readNumber(address) !== undefined;
}
