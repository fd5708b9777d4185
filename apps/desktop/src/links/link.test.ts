import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkAddress } from './link.ts';
import { readLink } from './read-link.ts';

const id = '018f4e5a-0000-7000-8000-000000000001';

test('a link names a ticket by number or id, a project, or a conversation, and perhaps its server', () => {
  expect(readLink('holdfast://ticket/123')).toEqual({ table: 'ticket', number: 123 });
  expect(readLink('holdfast://ticket/123/')).toEqual({ table: 'ticket', number: 123 });
  expect(readLink(`holdfast://ticket/${id}`)).toEqual({ table: 'ticket', id });
  expect(readLink(`HOLDFAST://Project/${id.toUpperCase()}`)).toEqual({ table: 'project', id });
  expect(readLink(`holdfast://conversation/${id}?server=https%3A%2F%2Fdesk.example.org%3A8443`)).toEqual({
    table: 'thread',
    id,
    server: 'https://desk.example.org:8443',
  });
  expect(readLink('holdfast://ticket/1?server=https://desk.example.org/')).toEqual({
    table: 'ticket',
    number: 1,
    server: 'https://desk.example.org',
  });
});

test('a link names its server; a ticket goes by its number as soon as it has one', () => {
  const server = 'https://desk.example.org/';
  expect(linkAddress({ table: 'ticket', id, number: 12, server })).toBe(
    'holdfast://ticket/12?server=https%3A%2F%2Fdesk.example.org',
  );
  expect(linkAddress({ table: 'ticket', id })).toBe(`holdfast://ticket/${id}`);
  expect(linkAddress({ table: 'thread', id })).toBe(`holdfast://conversation/${id}`);
});

test('links of earlier versions are still understood', () => {
  expect(readLink(`holdfast://show/ticket/${id}`)).toEqual({ table: 'ticket', id });
  expect(readLink(`holdfast://show/thread/${id}`)).toEqual({ table: 'thread', id });
});

test.each([
  '',
  'holdfast://app/index.html',
  'holdfast://show/',
  'holdfast://show/ticket/7',
  `holdfast://show/user/${id}`,
  'holdfast://ticket/',
  'holdfast://ticket/0',
  'holdfast://ticket/01',
  'holdfast://ticket/-1',
  'holdfast://ticket/1e3',
  'holdfast://ticket/9999999999',
  'holdfast://project/7',
  `holdfast://user/${id}`,
  `holdfast://ticket/${id}/../x`,
  `holdfast://ticket/${id}#x`,
  `holdfast://ticket/${id}?other=1`,
  'holdfast://ticket/1?server=https://a.example&server=https://b.example',
  'holdfast://ticket/1?server=',
  'holdfast://ticket/1?server=%',
  'holdfast://ticket/1?server=javascript%3Aalert(1)',
  'holdfast://ticket/1?server=file%3A%2F%2F%2Fetc%2Fpasswd',
  'holdfast://ticket/1?server=https%3A%2F%2Fname%3Aword%40desk.example.org',
  'holdfast://ticket/1?server=https%3A%2F%2Fdesk.example.org%2Fpath',
  ' holdfast://ticket/1',
  'holdfast://ticket/1\n',
  `https://example.org/ticket/${id}`,
  `holdfast://__proto__/${id}`,
  `holdfast://ticket/1?server=https%3A%2F%2F${'a'.repeat(600)}.example`,
])('%j is no link', (text) => {
  expect(readLink(text)).toBeUndefined();
});

test('every link that is copied can be read, and means the same', () => {
  const which = fc.oneof(
    fc.record({ table: fc.constant('ticket' as const), number: fc.integer({ min: 1, max: 999_999_999 }) }),
    fc.record({
      table: fc.constantFrom('ticket' as const, 'project' as const, 'thread' as const),
      id: fc.uuid({ version: [7, 8] }),
    }),
  );
  const hosts = fc.option(fc.domain(), { nil: undefined });
  fc.assert(
    fc.property(which, hosts, (row, host) => {
      const origin = host === undefined ? {} : { server: `https://${host}` };
      const link = { ...row, ...origin };
      fc.pre(linkAddress(link).length <= 500);
      expect(readLink(linkAddress(link))).toEqual(link);
    }),
  );
});

test('whatever comes from outside, nothing but a row and an origin passes', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'holdfast://',
      'ticket',
      'project',
      'show',
      '/',
      '?server=',
      '1',
      id,
      '%2F',
      'https://',
      '..',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const link = readLink(parts.join(''));
      if (link === undefined) return;
      expect(['ticket', 'project', 'thread']).toContain(link.table);
      expect(link.number ?? link.id).toMatch(/^([1-9]\d*|[0-9a-f-]{36})$/);
      if (link.server !== undefined) expect(link.server).toBe(new URL(link.server).origin);
    }),
    { numRuns: 2_000 },
  );
});
