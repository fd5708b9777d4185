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

/** What it was done to. `user:<id>` is the person's name; what cannot be named is left as it stands. */
export function subjectWords(subject: string | null, { nameOf }: Words): string {
  if (subject === null) return UNKNOWN;
  const place = subject.indexOf(':');
  const name = nameOf(subject.slice(place + 1));
  if (place === -1 || name === undefined) return subject;
  return subject.startsWith('user:') ? name : `${subject.slice(0, place)} ${name}`;
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
  return isChange(value)
    ? `${valueWords(value.from, words)} → ${valueWords(value.to, words)}`
    : JSON.stringify(value);
}

function isChange(value: Json): value is { readonly from: Json; readonly to: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join(' ') === 'from to';
}

/** `groupTable` is read as `group table`. */
function spaced(key: string): string {
  return key.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}
