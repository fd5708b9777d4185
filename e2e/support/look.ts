import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const [small, large] = [
  [1280, 800],
  [1920, 1080],
] as const;

const all = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [small, large].map((size) => ({ colorScheme, size })),
);

/** The windows that people have, light and dark: all four, or where time is short two in which both and both occur. */
export const looks =
  process.env.HOLDFAST_LOOKS === 'two'
    ? all.filter(({ colorScheme, size }) => (colorScheme === 'light') === (size === small))
    : all;

/** Keeps a picture of the screen to look at, and fails on what keeps people out. */
export async function look(page: Page, name: string): Promise<void> {
  // Nothing that is on its way in or out is looked at.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.screenshot({
    animations: 'disabled',
    path: path.join(import.meta.dirname, '../test-results/screens', `${name}.png`),
  });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect.soft(found, `what keeps people out of ${name}`).toEqual([]);
}
