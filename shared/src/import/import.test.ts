import fc from 'fast-check';
import { expect, test } from 'vitest';
import { busyTexts } from '../test-support/attack-texts.ts';
import { csvLine } from './csv-line.ts';
import { jiraToMarkdown } from './jira-markup.ts';
import { guessMapping, missingFields } from './mapping.ts';
import { originOf } from './origin.ts';
import { cellOf, rowOf } from './source-row.ts';
import { importedId, stableId } from './stable-id.ts';

test('what a spreadsheet would run goes out as text, and comes in as it was', () => {
  for (const text of ['=1+1', '+1', '-x', '@SUM(A1)', '\tx']) expect(csvLine([text])).toMatch(/^"?'/);
  expect(csvLine(['-12.50', '7', 'a,b', 'say "x"'])).toBe('-12.50,7,"a,b","say ""x"""\r\n');
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvLine([text]).slice(0, -2);
      const plain = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      const row = rowOf(['A'], [plain], 2);
      expect('cells' in row && cellOf(row.cells, 'A')).toBe(formulaFree(text));
    }),
  );
});

/** A text that began with ' and a formula's sign already loses that ' and nothing else. */
function formulaFree(text: string): string {
  return (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text).trim();
}

test('ids are the same at every run, other for every source and key, and an id of ours stays itself', () => {
  expect(stableId(1_709_283_600_000, 'test', 'ticket', '1')).toBe('018df93d-e680-7477-bd7f-24546a6b9729');
  expect(importedId('jira', 'ticket', 'OPS-1')).toBe(importedId('jira', 'ticket', 'OPS-1'));
  expect(importedId('jira', 'ticket', 'OPS-1')).not.toBe(importedId('github', 'ticket', 'OPS-1'));
  const id = '018df952-6480-7c9f-9ba3-1f3e8e1fa8f2';
  expect(importedId('csv', 'ticket', id)).toBe(id);
});

test('the source of a file is its name without what changes from one export to the next', () => {
  const names = ['Tickets 2026-03-02.csv', 'tickets_2026.04.csv', 'erp(1).json', '2026.csv'];
  expect(names.map(originOf)).toEqual(['tickets', 'tickets', 'erp', 'file']);
});

test('columns are found by the names that other systems give them, each once', () => {
  const header = ['Issue key', 'Summary', 'STATUS', 'Status', 'Reporter', 'Custom field (Team)'];
  const { columns } = guessMapping('ticket', header, { timeZone: 'UTC', isJira: true });
  expect(columns).toEqual({ key: 'Issue key', title: 'Summary', status: 'STATUS', creator: 'Reporter' });
  const empty = guessMapping('assignment', ['a'], { timeZone: 'UTC', isJira: false });
  expect(missingFields(empty).map(({ name }) => name)).toEqual(['person', 'project', 'week', 'hours']);
});

test('a column that is named like something of the language is a column like any other', () => {
  const row = rowOf(['__proto__', 'constructor'], ['a', 'b'], 2);
  expect('cells' in row && [cellOf(row.cells, '__proto__'), cellOf(row.cells, 'constructor')]).toEqual([
    'a',
    'b',
  ]);
});

test('the markup of Jira becomes Markdown, and what has no counterpart stays', () => {
  expect(
    jiraToMarkdown('h1. A\n** b\n## c\n{quote}\nd\n{quote}\n----\n{{x}} [https://e.org] !pic.png!'),
  ).toBe('# A\n   - b\n   1. c\n> d\n----\n`x` <https://e.org> !pic.png!');
  expect(jiraToMarkdown('{noformat}\n*a* {code}\n{noformat} 2*3*4')).toBe('```\n*a* {code}\n```\n 2*3*4');
  expect(jiraToMarkdown('[x|javascript:alert(1)]')).toBe('[x|javascript:alert(1)]');
});

const marks = [
  '{code}',
  '{code:x}',
  '{noformat:',
  '{quote}',
  '{{',
  '{{a',
  '[',
  '[a|',
  '[a|http:',
  '[http:',
  ' *a',
  '*',
  '* ',
  ' ',
  'h1. ',
];
const endless = marks.map((mark) => [mark, mark.repeat(Math.floor(100_000 / mark.length))] as const);

test.each([...busyTexts, ...endless])('markup is read in time that grows with its length: %s', (_, text) => {
  const began = Date.now();
  jiraToMarkdown(text);
  expect(Date.now() - began).toBeLessThan(1_000);
});
