import type { App } from './app.ts';

/**
 * The person looks at something else. Playwright makes each page believe that it has the focus, and a display without
 * a window manager cannot say who has it: so the page itself is told.
 */
export async function lookAway({ page }: App): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
    window.dispatchEvent(new Event('blur'));
  });
}

/** The person looks at the window. */
export async function lookAt({ page }: App): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { value: () => true, configurable: true });
    window.dispatchEvent(new Event('focus'));
  });
}
