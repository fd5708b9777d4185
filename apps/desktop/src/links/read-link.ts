import { rowIdSchema } from '@holdfast/shared/derived-id.ts';
import type { Link } from './link.ts';

/** Longer than any link of ours, with a long server address. */
const LONGEST = 500;

/** `holdfast://ticket/12?server=https%3A%2F%2Fdesk.example.org`; systems may put a slash behind the row. */
const LINK = /^holdfast:\/\/(ticket|project|conversation)\/([0-9a-f-]{1,36})\/?(?:\?server=([^&?#]+))?$/i;
/** As earlier versions made them: `holdfast://show/ticket/<id>`. */
const OLD_LINK = /^holdfast:\/\/show\/(ticket|project|thread)\/([0-9a-f-]{36})$/i;

const tables: Readonly<Record<string, Link['table']>> = {
  ticket: 'ticket',
  project: 'project',
  conversation: 'thread',
  thread: 'thread',
};

/** What is written in a link, or nothing for what is none. It comes from outside, so nothing but what is meant passes. */
export function readLink(text: string): Link | undefined {
  if (text.length > LONGEST) return undefined;
  const [, name = '', which = '', server] = LINK.exec(text) ?? OLD_LINK.exec(text) ?? [];
  const table = tables[name.toLowerCase()];
  const row = table === undefined ? undefined : readRow(table, which.toLowerCase());
  if (table === undefined || row === undefined) return undefined;
  if (server === undefined) return { table, ...row };
  const origin = readServer(server);
  return origin === undefined ? undefined : { table, ...row, server: origin };
}

/** A ticket may go by its number, everything by its id. */
function readRow(table: Link['table'], which: string): Pick<Link, 'id' | 'number'> | undefined {
  if (table === 'ticket' && /^[1-9]\d{0,8}$/.test(which)) return { number: Number(which) };
  return rowIdSchema.safeParse(which).success ? { id: which } : undefined;
}

/** Only an origin: a server stands at the root of its host, and nothing else of an address is ever used. */
function readServer(encoded: string): string | undefined {
  const text = decoded(encoded);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  return url.href === `${url.origin}/` && text.replace(/\/$/, '') === url.origin ? url.origin : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not what `encodeURIComponent` ever writes.
    return undefined;
  }
}
