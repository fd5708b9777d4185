import { expect, test } from 'vitest';
import { parseWindowOverride, placeWindow } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

test('opens where the window was', () => {
  const bounds = { x: 100, y: 50, width: 1400, height: 900 };
  expect(placeWindow({ bounds, maximized: true }, [screen])).toEqual({ bounds, maximized: true });
});

test('lets the system choose a place where the screen is gone', () => {
  const bounds = { x: 2500, y: 50, width: 1400, height: 900 };
  const placed = placeWindow({ bounds, maximized: false }, [screen]);
  expect(placed.bounds).toEqual({ width: 1400, height: 900 });
});

test('never opens with its title bar above or below every screen', () => {
  for (const y of [-300, 1060]) {
    const bounds = { x: 0, y, width: 1400, height: 900 };
    expect(placeWindow({ bounds, maximized: false }, [screen]).bounds.y).toBeUndefined();
  }
});

test('is never too small to use', () => {
  const bounds = { x: 0, y: 0, width: 10, height: 10 };
  expect(placeWindow({ bounds, maximized: false }, [screen]).bounds).toMatchObject({
    width: 640,
    height: 440,
  });
});

test('reads the override, and names what is wrong with it', () => {
  expect(parseWindowOverride('0,20,960,1000')).toEqual({ x: 0, y: 20, width: 960, height: 1000 });
  expect(parseWindowOverride(undefined)).toBeUndefined();
  for (const wrong of ['1,2,3', 'a,b,c,d', '0,0,-5,10', '1,2,3,4,5']) {
    expect(() => parseWindowOverride(wrong)).toThrow('HOLDFAST_WINDOW');
  }
});
