import { expect, test } from 'vitest';
import { isSupportedElectron } from './supported-electron.mjs';

test('SECURITY 19: the newest three majors of Electron are supported, and no older one', () => {
  expect(isSupportedElectron('45.4.1', '45.5.0')).toBe(true);
  expect(isSupportedElectron('45.4.1', '47.0.0')).toBe(true);
  expect(isSupportedElectron('45.4.1', '48.0.0')).toBe(false);
  expect(() => isSupportedElectron('45.4.1', '')).toThrow('not a version');
});
