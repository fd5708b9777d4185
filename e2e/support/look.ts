import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { lookInLanguages } from './look-in-languages.ts';

const [small, large] = [
  [1280, 800],
  [1920, 1080],
] as const;

const all = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [small, large].map((size) => ({ colorScheme, size })),
);

/** Where time is short the screens are walked once, light and small, and each is looked at in the dark on the way. */
const isQuick = process.env.HOLDFAST_LOOKS === 'quick';

/** On demand the screens are walked once and looked at in each language on the way. */
const inLanguages = process.env.HOLDFAST_LOOKS === 'languages';

/** The windows that people have, light and dark, small and large. */
export const looks = isQuick || inLanguages ? all.slice(0, 1) : all;

/** Keeps a picture of the screen to look at, and fails on what keeps people out. */
export async function look(page: Page, name: string): Promise<void> {
  await keepPicture(page, name);
  await refuseViolations(new AxeBuilder({ page }), name);
  if (isQuick) await lookInTheDark(page, name.replace('-light-', '-dark-'));
  if (inLanguages) await lookInLanguages(page, name, (shown) => keepPicture(page, shown));
}

/** Of what axe looks for only the contrast is another one in the dark. */
async function lookInTheDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepPicture(page, name);
  await refuseViolations(new AxeBuilder({ page }).withRules('color-contrast'), name);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Waits until nothing is on its way in or out. */
export async function waitUntilStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
}

async function keepPicture(page: Page, name: string): Promise<void> {
  await waitUntilStill(page);
  await page.screenshot({
    animations: 'disabled',
    path: pictureFile(name),
  });
}

/** Fails on what keeps people out of what is shown right now. */
export async function refuseBarriers(page: Page, name: string): Promise<void> {
  await refuseViolations(new AxeBuilder({ page }), name);
}

/** Where pictures of screens are kept. */
export function pictureFile(name: string): string {
  return path.join(import.meta.dirname, '../test-results/screens', `${name}.png`);
}

async function refuseViolations(axe: AxeBuilder, name: string): Promise<void> {
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
  expect.soft(found, `what keeps people out of ${name}`).toEqual([]);
}
