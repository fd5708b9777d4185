/**
 * Jira's text markup as Markdown, as far as the two say the same: headings, lists, links, code,
 * quotes, bold. What has no counterpart stays as it is written, so that nothing is lost.
 */
export function jiraToMarkdown(text: string): string {
  const whole = text.replaceAll('\r\n', '\n');
  const parts: string[] = [];
  let from = 0;
  for (const found of whole.matchAll(/\{(code|noformat)(?::([^}\n]*))?\}([\s\S]*?)\{\1\}/g)) {
    const [fence, , language, code = ''] = found;
    parts.push(toProse(whole.slice(from, found.index)), toFence(code, language));
    from = found.index + fence.length;
  }
  // A fence stands on lines of its own.
  return [...parts, toProse(whole.slice(from))]
    .filter((part) => part.trim() !== '' || parts.length === 0)
    .map((part) => (parts.length === 0 ? part : part.replace(/^\n|\n$/g, '')))
    .join('\n');
}

function toFence(code: string, language = ''): string {
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
  return `${'   '.repeat(marks.length - 1)}${marks.endsWith('#') ? '1.' : '-'} ${rest}`;
}

function inLine(line: string): string {
  return line
    .replaceAll(/\{\{(.+?)\}\}/g, '`$1`')
    .replaceAll(/(^|[\s(>])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s).,;:!?])/g, '$1**$2**')
    .replaceAll(/\[([^|\]\n]+)\|((?:https?|mailto):[^|\]\s]+)(?:\|[^\]\n]*)?\]/g, '[$1]($2)')
    .replaceAll(/\[((?:https?|mailto):[^|\]\s]+)\]/g, '<$1>');
}
