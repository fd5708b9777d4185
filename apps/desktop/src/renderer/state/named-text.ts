import { readMention, writeMention } from '@holdfast/shared/mentions.ts';

/** Addresses of rows that a text names, by how they stand in it while it is written: `@Ben Okafor`, `#Winter readiness`. */
export type Names = Readonly<Record<string, string>>;

/** A text as it is written: names in place of links. */
export interface NamedText {
  readonly text: string;
  readonly names: Names;
}

const links = /\[([@#][^\][\\\n]*)\]\((holdfast:(?:person|ticket|project)\/[0-9a-f-]{36})\)/g;

/** The text as it is sent: each name is the link that `writeMention` makes. */
export function writeOut(text: string, names: Names = {}): string {
  const shown = Object.keys(names).sort((left, right) => right.length - left.length);
  if (shown.length === 0) return text;
  const name = shown.map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_[])(?:${name})(?![\\p{L}\\p{N}_\\]])`, 'gu');
  return text.replaceAll(whole, (found) => linkOf(found, names[found] ?? ''));
}

function linkOf(shown: string, address: string): string {
  const mention = readMention(address);
  if (mention === undefined) return shown;
  return writeMention(mention, mention.kind === 'person' ? shown.slice(1) : shown);
}

/** A text that was sent, to be changed. Where it would not come out as it was, its links stay links. */
export function readIn(body: string): NamedText {
  const names: Record<string, string> = {};
  const text = body.replaceAll(links, (link, shown: string, address: string) => {
    names[shown] ??= address;
    return names[shown] === address ? shown : link;
  });
  return writeOut(text, names) === body ? { text, names } : { text: body, names: {} };
}
