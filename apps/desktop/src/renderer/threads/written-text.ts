import { type Draft, keepDraft } from '../state/drafts.ts';
import { readIn, writeOut } from '../state/named-text.ts';

/** Begins to change a text that was sent, with names in place of links: `was` is what it is made from (S27). */
export function beginText(place: string, body: string): void {
  keepDraft(place, { ...readIn(body), was: body });
}

/** What a draft says, as it is sent: with links in place of names, and without what is empty around it. */
export function bodyOf({ text, names }: Draft): string {
  return writeOut(text, names).trim();
}
