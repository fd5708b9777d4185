import { expect, test } from 'vitest';
import { keptFilesIn } from './kept-files.ts';

const file = (last: number, name: string) => ({
  id: `0192aaaa-0000-7000-8000-00000000000${last}`,
  name,
  hash: 'ab'.repeat(32),
  size: 5,
});
const names = (args: unknown) => keptFilesIn(args).map(({ name }) => name);

test('the files of a change are those that it puts somewhere, alone or with a message', () => {
  const subject = { subjectTable: 'ticket', subjectId: '0192aaaa-0000-7000-8000-000000000009' };
  expect(names({ ...file(1, 'plan.pdf'), ...subject })).toEqual(['plan.pdf']);
  const post = { id: 'm', threadId: 't', body: '', files: [file(1, 'plan.pdf'), file(2, 'photo.jpg')] };
  expect(names(post)).toEqual(['plan.pdf', 'photo.jpg']);
});

test('others name none', () => {
  for (const args of [undefined, null, 'text', { id: 'x' }, { name: 'A project' }, { files: 'none' }])
    expect(names(args)).toEqual([]);
});
