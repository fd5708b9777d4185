const opener = /\{(code|noformat)(?::([^{}\n]*))?\}/g;
/** Deeper lists are not drawn. */
const DEEPEST = 8;

/**
 * Jira's text markup as Markdown, as far as the two say the same: headings, lists, links, code,
 * quotes, bold. What has no counterpart stays as it is written, so that nothing is lost.
 */
export function jiraToMarkdown(text: string): string {
  const pieces = cutFences(text.replaceAll('\r\n', '\n')).filter(({ body }) => body.trim() !== '');
  if (pieces.length < 2) return pieces.map(toMarkdown).join('');
  // A fence stands on lines of its own.
  return pieces.map((piece) => toMarkdown(piece).replace(/^\n|\n$/g, '')).join('\n');
}

/** Prose, or code with the name of its language. */
interface Piece {
  readonly body: string;
  readonly language?: string;
}

/** Looks for each end once only, whatever a text holds: it may be as long as a book. */
function cutFences(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const endless = new Set<string>();
  let from = 0;
  for (const { 0: opening, 1: name = '', 2: language = '', index } of text.matchAll(opener)) {
    const begin = index + opening.length;
    if (index < from || endless.has(name)) continue;
    const end = text.indexOf(`{${name}}`, begin);
    if (end === -1) {
      endless.add(name);
      continue;
    }
    pieces.push({ body: text.slice(from, index) }, { body: text.slice(begin, end), language });
    from = end + name.length + 2;
  }
  return [...pieces, { body: text.slice(from) }];
}

function toMarkdown({ body, language }: Piece): string {
  return language === undefined ? toProse(body) : toFence(body, language);
}

function toFence(code: string, language: string): string {
  const name = /^[\w+#-]+$/.test(language) ? language : '';
  return `\`\`\`${name}\n${code.replace(/^\n|\n$/g, '')}\n\`\`\``;
}

function toProse(text: string): string {
  return quotesOf(text)
    .split('\n')
    .map((line) => inLine(toLine(line)))
    .join('\n');
}

function quotesOf(text: string): string {
  return text.replaceAll(/\{quote\}\n?([\s\S]*?)\n?\{quote\}/g, (_, quoted: string) =>
    quoted
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  );
}

function toLine(line: string): string {
  const heading = /^h([1-6])\.\s+(.*)$/.exec(line);
  if (heading !== null) return `${'#'.repeat(Number(heading[1]))} ${heading[2]}`;
  if (line.startsWith('bq. ')) return `> ${line.slice(4)}`;
  const item = /^\s*([*#-]+)\s+(.*)$/.exec(line);
  if (item === null || /^-{2,}$/.test(item[1] ?? '')) return line;
  const [, marks = '', rest = ''] = item;
  return `${'   '.repeat(Math.min(marks.length - 1, DEEPEST))}${marks.endsWith('#') ? '1.' : '-'} ${rest}`;
}

/** No pattern here runs past the next mark of its kind, so that marks without end cost no more than other text. */
function inLine(line: string): string {
  return line
    .replaceAll(/\{\{([^{}]+)\}\}/g, '`$1`')
    .replaceAll(/(^|[\s(>])\*(\S(?:[^*]*\S)?)\*(?=$|[\s).,;:!?])/g, '$1**$2**')
    .replaceAll(/\[([^[|\]]+)\|((?:https?|mailto):[^[|\]\s]+)(?:\|[^[\]]*)?\]/g, '[$1]($2)')
    .replaceAll(/\[((?:https?|mailto):[^[|\]\s]+)\]/g, '<$1>');
}
