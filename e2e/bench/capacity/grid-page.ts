import type { Page } from '@playwright/test';

/** Clicks on Capacity. Gives the milliseconds until hours of people are painted. */
export function openGrid(page: Page): Promise<number> {
  return page.evaluate(openAndWatch);
}

/** Runs in the page. */
function openAndWatch(): Promise<number> {
  return new Promise((resolve, reject) => {
    const place = [...document.querySelectorAll('button')].find(
      (one) => one.textContent?.trim() === 'Capacity',
    );
    if (place === undefined) throw new Error('There is no place called Capacity.');
    const start = performance.now();
    place.click();
    const isShown = () =>
      [...document.querySelectorAll('[role="row"][data-kind="person"] [data-cell]')].some((cell) =>
        /\d/.test(cell.textContent ?? ''),
      );
    const look = () => {
      if (performance.now() - start > 30_000) reject(new Error('No hours ever came.'));
      else if (isShown()) requestAnimationFrame(() => resolve(performance.now() - start));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Waits until the first sum of the first row is another one. Gives the milliseconds since the next Enter. */
export function watchSum(page: Page): Promise<number> {
  return page.evaluate(waitForSum);
}

/** Runs in the page. */
function waitForSum(): Promise<number> {
  return new Promise((resolve, reject) => {
    let start: number | undefined;
    const begin = (event: KeyboardEvent) => {
      if (event.key === 'Enter') start ??= performance.now();
    };
    document.addEventListener('keydown', begin, { capture: true });
    const read = () => document.querySelector('[role="row"][aria-rowindex="2"]')?.textContent ?? '';
    const [before, begun] = [read(), performance.now()];
    const look = () => {
      const now = performance.now();
      if (start !== undefined && read() !== before) {
        document.removeEventListener('keydown', begin, { capture: true });
        resolve(now - start);
      } else if (now - begun > 30_000) reject(new Error('The sum never changed.'));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

export interface Scrolled {
  /** Milliseconds of each frame. */
  readonly frames: readonly number[];
  /** Frames with no row in the middle of the grid. */
  readonly blank: number;
}

/** Scrolls the grid by so many pixels in each of so many frames. */
export function scrollGrid(page: Page, by: { x: number; y: number; frames: number }): Promise<Scrolled> {
  return page.evaluate(scrollAndWatch, by);
}

/** Runs in the page. */
async function scrollAndWatch({ x, y, frames }: { x: number; y: number; frames: number }): Promise<Scrolled> {
  const grid = document.querySelector('[role="grid"]');
  if (grid === null) throw new Error('There is no grid.');
  const { left, top, width, height } = grid.getBoundingClientRect();
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const took: number[] = [];
  let blank = 0;
  let last = await frame();
  for (let count = 0; count < frames; count += 1) {
    grid.scrollBy(x, y);
    const now = await frame();
    took.push(now - last);
    last = now;
    const middle = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!middle?.closest('[role="row"]')) blank += 1;
  }
  return { frames: took, blank };
}
