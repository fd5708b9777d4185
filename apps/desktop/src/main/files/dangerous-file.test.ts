import { expect, test } from 'vitest';
import { isDangerous } from './dangerous-file.ts';

test.each([
  ['invoice.pdf.exe', undefined],
  ['Setup.MSI', undefined],
  ['holiday.svg', 'text/plain'],
  ['figures.xlsm', 'application/vnd.ms-excel.sheet.macroenabled.12'],
  ['start.desktop', 'text/plain'],
  // It is called a picture, and is a program.
  ['holiday.jpg', 'application/x-msdownload'],
  ['holiday', 'application/x-elf'],
])('SECURITY 38: the person is asked before %s is opened', (name, kind) => {
  expect(isDangerous(name, kind)).toBe(true);
});

test.each([
  ['minutes.pdf', 'application/pdf'],
  ['holiday.jpg', 'image/jpeg'],
  ['figures.xlsx', 'application/zip'],
  ['notes', undefined],
])('%s is opened at once', (name, kind) => {
  expect(isDangerous(name, kind)).toBe(false);
});
