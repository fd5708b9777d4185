import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WindowPlaces } from './window-places.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-places-'));
const file = path.join(folder, 'window.json');
const laptop = { x: 0, y: 0, width: 1920, height: 1080 };
const beside = { x: 1920, y: 0, width: 2560, height: 1440 };
const small = { bounds: { x: 10, y: 10, width: 900, height: 700 }, maximized: false };
const large = { bounds: { x: 2000, y: 40, width: 1600, height: 1200 }, maximized: false };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each arrangement of screens has its own place, also in the next life of the app', () => {
  const places = new WindowPlaces(file);
  expect(places.find([laptop])).toBeUndefined();
  places.remember([laptop, beside], large);
  places.remember([laptop], small);
  const again = new WindowPlaces(file);
  expect(again.find([beside, laptop])).toEqual(large);
  expect(again.find([laptop])).toEqual(small);
  // Screens on which it never was: as it was last, as far as it fits.
  expect(again.find([beside])).toEqual(small);
  for (let width = 1; width < 40; width += 1) places.remember([{ ...laptop, width }], small);
  expect(new WindowPlaces(file).find([laptop, beside])).toEqual(small);
});

test('the one place that earlier versions kept is taken over', () => {
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(small));
  expect(new WindowPlaces(file).find([laptop])).toEqual(small);
});
