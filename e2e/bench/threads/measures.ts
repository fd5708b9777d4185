import type { Page } from '@playwright/test';

/** Opens a conversation. Gives the milliseconds from the click until its first unread message is painted. */
export function openThread(page: Page, name: string): Promise<number> {
  return page.evaluate(openAndWatch, name);
}

/** Runs in the page. */
function openAndWatch(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const row = [...document.querySelectorAll('[role="row"]')].find((one) => one.textContent?.includes(name));
    if (!(row instanceof HTMLElement)) throw new Error(`There is no conversation ${name}.`);
    const start = performance.now();
    row.click();
    const isShown = () => {
      const line = document.querySelector('[role="separator"][aria-label^="New messages"]');
      const message = line?.closest('[data-index]')?.querySelector('article[data-message]');
      const top = message?.getBoundingClientRect().top ?? -1;
      return top > 0 && top < window.innerHeight;
    };
    const look = () => {
      if (performance.now() - start > 30_000) reject(new Error('The first unread message never came.'));
      else if (isShown()) requestAnimationFrame(() => resolve(performance.now() - start));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

export interface Scrolled {
  /** Milliseconds until each step was painted. */
  readonly steps: readonly number[];
  /** Steps after which a message stood elsewhere than it should, by more than 2 pixels. */
  readonly jumps: number;
  /** Steps after which nothing stood in the middle of the view. */
  readonly blank: number;
}

/** Scrolls the open thread by so many pixels, so many times. */
export function scrollThread(page: Page, by: number, times: number): Promise<Scrolled> {
  return page.evaluate(scrollAndWatch, { by, times });
}

/** Runs in the page. */
async function scrollAndWatch({ by, times }: { by: number; times: number }): Promise<Scrolled> {
  const box = document.querySelector('[role="feed"]')?.parentElement;
  if (!(box instanceof HTMLElement)) throw new Error('There is no thread.');
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { left, top, width, height } = box.getBoundingClientRect();
  /** The message there, or else the one nearest below it. */
  const messageAt = (y: number) =>
    document
      .elementsFromPoint(left + width / 2, y)
      .find((one) => one.closest('article[data-message]'))
      ?.closest('article[data-message]');
  const steps: number[] = [];
  let [jumps, blank] = [0, 0];
  for (let count = 0; count < times; count += 1) {
    const followed = [0.5, 0.45, 0.55].map((part) => messageAt(top + height * part)).find(Boolean);
    const before = followed?.getBoundingClientRect().top ?? 0;
    const start = performance.now();
    box.scrollBy(0, by);
    await painted();
    steps.push(performance.now() - start);
    const moved = (followed?.getBoundingClientRect().top ?? 0) - before;
    if (followed?.isConnected && Math.abs(moved + by) > 2) jumps += 1;
    if ([0.5, 0.45, 0.55].every((part) => messageAt(top + height * part) === undefined)) blank += 1;
  }
  return { steps, jumps, blank };
}

/** Looks for words in the open thread. Gives the milliseconds until it is said how many messages hold them. */
export async function findWords(page: Page, words: string): Promise<number> {
  await page.getByRole('searchbox', { name: 'Find in these messages' }).fill('');
  return page.evaluate(typeAndWatch, words);
}

/** Runs in the page. */
function typeAndWatch(words: string): Promise<number> {
  return new Promise((resolve) => {
    const field = document.querySelector('search input');
    if (!(field instanceof HTMLInputElement)) throw new Error('There is no field to look for words.');
    const start = performance.now();
    field.focus();
    document.execCommand('insertText', false, words);
    const look = () => {
      const said = document.querySelector('search [role="status"]')?.textContent ?? '';
      if (/ of /.test(said)) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
