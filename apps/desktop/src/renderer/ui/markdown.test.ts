// @vitest-environment happy-dom
import { mentionedPeople, plainMentions, writeMention } from '@holdfast/shared/mentions.ts';
import { attackTexts, busyTexts } from '@holdfast/shared/test-support/attack-texts.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { createElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { startAppTexts } from '../threads/test-support/app-texts.ts';
import { heldBridge } from '../threads/test-support/held-bridge.ts';

const ids = { me: '0192aaaa-0000-7000-8000-000000000001', ben: '0192aaaa-0000-7000-8000-000000000002' };
const ticketId = '0192aaaa-0000-7000-8000-000000000003';
const projectId = '0192aaaa-0000-7000-8000-000000000004';
const absentId = '0192aaaa-0000-7000-8000-000000000009';

Object.assign(window, {
  holdfast: heldBridge({
    userId: ids.me,
    rows: {
      user: [
        { id: ids.me, name: 'Mia Admin' },
        { id: ids.ben, name: 'Ben Okafor' },
      ],
      project: [{ id: projectId, name: 'Winter' }],
      ticket: [{ id: ticketId, number: 12, title: 'The lamp' }],
    },
  }),
});
const { MarkdownView } = await import('./markdown.tsx');
const { followEngine } = await import('../state/engine-states.ts');
followEngine();
startAppTexts();

function read(text: string): HTMLElement {
  const view = createElement('main', {}, createElement(MarkdownView, { text }));
  const { container } = render(createElement(MantineProvider, { env: 'test' }, view));
  return container.querySelector('main') ?? container;
}

afterEach(cleanup);

const harmless = new Set(
  'a bdi blockquote br button code del div em h1 h2 h3 h4 h5 h6 hr input li ol p pre section strong sup table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const plain = new Set(
  'align aria-label checked class data-text dir disabled rel start style target title type'.split(' '),
);

test.for(attackTexts)('SECURITY 40: stays inert: %s', (text) => {
  const view = read(text);
  for (const element of view.querySelectorAll('*')) {
    expect(harmless, element.outerHTML).toContain(element.localName);
    for (const { name, value } of element.attributes) {
      if (name === 'href') expect(value).toMatch(/^(https:\/\/|mailto:)/);
      else expect(plain, element.outerHTML).toContain(name);
    }
  }
});

test('SECURITY 40: no picture is loaded, and what an address or a tag said can still be read', () => {
  const picture = read('![a lamp](https://example.org/lamp.png)');
  expect(picture.querySelector('img')).toBeNull();
  expect(picture.querySelector('a')?.href).toBe('https://example.org/lamp.png');
  cleanup();
  expect(read('Use <b onclick="x()">this</b> field').textContent).toBe('Use <b onclick="x()">this</b> field');
  cleanup();
  expect(read('[press](javascript:alert(1))').textContent).toBe('press (javascript:alert(1))');
  cleanup();
  expect(read('[press][1]\n\n[1]: javascript:alert(1)').textContent).toContain('press (javascript:alert(1))');
});

test('SECURITY 7: only what the shell would open looks like a link', () => {
  const links = (text: string) => [...read(text).querySelectorAll('a')].map(({ href }) => href);
  expect(links('https://example.org/a and [mail](mailto:ann@example.org)')).toEqual([
    'https://example.org/a',
    'mailto:ann@example.org',
  ]);
  cleanup();
  expect(links('http://example.org www.example.org [f](file:///etc/passwd) [h](holdfast:app/x)')).toEqual([]);
  cleanup();
  expect(read('See www.example.org').textContent).toBe('See www.example.org');
});

test.for(busyTexts)('a text made to keep the reader busy is shown as it was typed: %s', ([, text]) => {
  expect(read(text).querySelector('p')?.textContent).toBe(text);
});

test('rows that a text names are shown by their own names, oneself apart', () => {
  const view = read(
    `[@Somebody else](holdfast:person/${ids.ben}) and [@me](holdfast:person/${ids.me}), see #12, #13 and a#12 \`#12\``,
  );
  const chips = [...view.querySelectorAll('button')];
  expect(chips.map((chip) => chip.textContent)).toEqual(['@Ben Okafor', '@Mia Admin', '#12']);
  expect(chips.map((chip) => chip.querySelector('strong') !== null)).toEqual([false, true, false]);
  expect(view.textContent).toBe('@Ben Okafor and @Mia Admin, see #12, #13 and a#12 #12');
});

test('a long text that somebody has written is read', () => {
  const part = '## Part\n\nSome **bold** words and *others*, `code_with_marks`.\n\n- a\n- b\n\n---\n\n';
  const table = `| a | b |\n|---|---|\n${'| 1 | 2 |\n'.repeat(200)}`;
  expect(read(part.repeat(60) + table).querySelectorAll('h2, tr')).toHaveLength(261);
});

test('tasks, tables and strokes are read', () => {
  const view = read('- [x] one\n- [ ] two\n\n| a | b |\n|---|--:|\n| 1 | ~~2~~ |');
  const tasks = [...view.querySelectorAll('input')];
  expect(tasks.map((task) => [task.getAttribute('aria-label'), task.checked, task.disabled])).toEqual([
    ['Done', true, true],
    ['Not done', false, true],
  ]);
  expect(view.querySelector('td del')?.textContent).toBe('2');
});

test('what is not on this device is named as its author did, and does not open', () => {
  const view = read(`Ask [@Cleo](holdfast:person/${absentId}) of [Winter](holdfast:project/${absentId})`);
  expect(view.textContent).toBe('Ask @Cleo of Winter');
  expect(view.querySelector('button, a')).toBeNull();
});

test('whatever a row is called, naming it makes the one link that was meant', () => {
  const named = [
    { mention: { kind: 'person', id: ids.ben }, shown: '@Ben Okafor' },
    { mention: { kind: 'project', id: projectId }, shown: 'Winter' },
  ] as const;
  const piece = fc.oneof(
    fc.constantFrom(...'[]()`<>*_~|!\\&@#\n\r\t"'.split('')),
    fc.constantFrom(
      '](https://example.org)',
      'https://example.org',
      'www.example.org',
      '<b>',
      '&#93;',
      '~~',
      '$',
    ),
    fc.constantFrom(
      '[x]: y',
      '```',
      'a@example.org',
      `](holdfast:person/${ids.me})`,
      '\u202E',
      '\u0000',
      '\u2028',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 6 }),
      fc.constantFrom(...named),
      (pieces, { mention, shown }) => {
        const text = `Ask ${writeMention(mention, pieces.join(''))} today \`code\``;
        const view = read(text);
        expect(view.textContent).toBe(`Ask ${shown} today code`);
        expect(view.querySelectorAll('button, a')).toHaveLength(1);
        expect(mentionedPeople(text).size).toBe(mention.kind === 'person' ? 1 : 0);
        expect(plainMentions(text)).not.toContain(mention.id);
        cleanup();
      },
    ),
    { numRuns: 80 },
  );
});
