import type { Json } from '@holdfast/shared/json.ts';
import type { AuditEntry } from '@holdfast/shared/protocol/audit.ts';

/** What the words are made with. */
export interface Words {
  /** The name of a person, project or division; nothing where it is not on this device. */
  readonly nameOf: (id: string) => string | undefined;
  readonly t: (key: 'audit.commandLine' | 'audit.nothing' | 'audit.yes' | 'audit.no') => string;
}

const UNKNOWN = '—';

/** Who did something: a person, the command line, or nobody that is known. */
export function actorWords(actorId: string | null, { nameOf, t }: Words): string {
  if (actorId === null) return UNKNOWN;
  if (actorId === 'administrator') return t('audit.commandLine');
  return nameOf(actorId) ?? actorId;
}

/** What it was done to: a person by name, something else with what it is; of an id without a name the end. */
export function subjectWords(subject: string | null, { nameOf }: Pick<Words, 'nameOf'>): string {
  if (subject === null) return UNKNOWN;
  const place = subject.indexOf(':');
  if (place === -1) return subject;
  const id = subject.slice(place + 1);
  const name = nameOf(id);
  if (name !== undefined && subject.startsWith('user:')) return name;
  return `${subject.slice(0, place)} ${name ?? shortId(id)}`;
}

/** Ids begin with the time and end with chance: the end tells them apart. */
function shortId(id: string): string {
  return id.length > 16 ? `…${id.slice(-8)}` : id;
}

/** The details in one line: `role: agent → admin, count: 12`. */
export function detailWords(details: AuditEntry['details'], words: Words): string {
  return Object.entries(details)
    .map(([key, value]) => `${spaced(key)}: ${valueWords(value, words)}`)
    .join(', ');
}

function valueWords(value: Json, words: Words): string {
  if (value === null) return words.t('audit.nothing');
  if (typeof value === 'boolean') return words.t(value ? 'audit.yes' : 'audit.no');
  if (typeof value === 'string') return words.nameOf(value) ?? value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => valueWords(one, words)).join(' ');
  if (!isChange(value)) return JSON.stringify(value);
  // What is new has nothing that it was before.
  const before = value.from === null ? '' : `${valueWords(value.from, words)} → `;
  return `${before}${valueWords(value.to, words)}`;
}

function isChange(value: Json): value is { readonly from: Json; readonly to: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join(' ') === 'from to';
}

/** `groupTable` is read as `group table`, and `userId` as `user`. */
function spaced(key: string): string {
  return key
    .replace(/Id$/, '')
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase();
}
