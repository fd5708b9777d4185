import { expect, test } from 'vitest';
import { autostartFile } from './autostart-file.ts';

const execOf = (program: string) => /^Exec=(.*)$/m.exec(autostartFile(program, ['--at-login']))?.[1];

test('the program is started by its path, whatever stands in it', () => {
  expect(execOf('/opt/Holdfast/holdfast')).toBe('"/opt/Holdfast/holdfast" --at-login');
  expect(execOf('/home/ann/My apps/100%/$x')).toBe('"/home/ann/My apps/100%%/\\\\$x" --at-login');
});
