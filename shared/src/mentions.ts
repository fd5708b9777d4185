/** What a text can name by a link: `[@Ben Okafor](holdfast:person/<id>)`. */
export const mentionTables = { person: 'user', ticket: 'ticket', project: 'project' } as const;
export type MentionKind = keyof typeof mentionTables;

/** A row that a text names. */
export interface Mention {
  readonly kind: MentionKind;
  readonly id: string;
}

const address = /^holdfast:(person|ticket|project)\/([0-9a-f-]{36})$/;
const links = /\]\((holdfast:(?:person|ticket|project)\/[0-9a-f-]{36})\)/g;

/** The row that a link's address names; nothing for any other address. */
export function readMention(href: string): Mention | undefined {
  const found = address.exec(href);
  const [, kind, id] = found ?? [];
  if (kind === undefined || id === undefined) return undefined;
  return { kind: kind as MentionKind, id };
}

/** A row's name as it may stand in a link: in one line, without what would end its text or begin something else. */
export function mentionLabel(name: string): string {
  return name.replaceAll(/[[\]\\`<>|\s\p{Cc}]+/gu, ' ').trim();
}

/** The Markdown that names a row. */
export function writeMention({ kind, id }: Mention, label: string): string {
  const text = mentionLabel(label);
  return `[${kind === 'person' ? `@${text}` : text}](holdfast:${kind}/${id})`;
}

/** The people whom a text names, each once. */
export function mentionedPeople(body: string): ReadonlySet<string> {
  const people = [...body.matchAll(links)].flatMap(([, href]) => {
    const mention = readMention(href ?? '');
    return mention?.kind === 'person' ? [mention.id] : [];
  });
  return new Set(people);
}

/** A text in one line as it reads, without the addresses of what it names: for notifications and lists. */
export function plainMentions(body: string): string {
  return body
    .replaceAll(/\[([^\]]*)\]\(holdfast:[^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The beginning of a text as it reads, to name it. */
export function shortOf(body: string): string {
  return plainMentions(body).slice(0, 60);
}
