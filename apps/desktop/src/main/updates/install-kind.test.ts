import { expect, test } from 'vitest';
import { installKind } from './install-kind.ts';

test('only what can be replaced as one file, or has an installer of its own, updates itself', () => {
  expect(installKind('linux', { APPIMAGE: '/home/ben/Holdfast.AppImage' })).toBe('itself');
  expect(installKind('linux', {})).toBe('packaged');
  expect(installKind('win32', {})).toBe('itself');
  expect(installKind('darwin', {})).toBe('itself');
});
