import { expect, test } from 'vitest';
import { conversationName } from './conversation-name.ts';

const ben = { name: 'Ben Okafor' };
const mia = { name: 'Mia Winter' };

test('a group is called by its name, a direct conversation by the others in it', () => {
  expect(conversationName({ name: 'Night shift' }, [ben, mia], 'Somebody')).toBe('Night shift');
  expect(conversationName({ name: null }, [ben], 'Somebody')).toBe('Ben Okafor');
  expect(conversationName({ name: null }, [ben, mia], 'Somebody')).toBe('Ben Okafor, Mia Winter');
});

test('whoever the directory does not name yet is somebody', () => {
  expect(conversationName({ name: null }, [undefined, ben], 'Somebody')).toBe('Somebody, Ben Okafor');
  expect(conversationName({ name: null }, [], 'Somebody')).toBe('Somebody');
});
