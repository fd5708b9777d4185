import { expect, type Page } from '@playwright/test';
import type { Language } from '../../apps/desktop/src/words/languages.ts';
import { type CutWords, cutWords } from './cut-words.ts';

const others = ['de', 'es', 'ar'] as const;

/** Looks at a screen in the languages other than English, and fails on words that do not fit where the English ones do. */
export async function lookInLanguages(
  page: Page,
  name: string,
  keepPicture: (name: string) => Promise<void>,
): Promise<void> {
  const inEnglish = await cutWords(page);
  for (const language of others) {
    await speak(page, language);
    await keepPicture(`${name}-${language}`);
    const cut = without(await cutWords(page), inEnglish);
    expect.soft(cut, `what is cut off in ${name} in ${language}`).toEqual([]);
  }
  await speak(page, 'en');
}

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate((to) => window.holdfast.shell.call('changeSettings', { language: to }), language);
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}

function without(cut: CutWords, known: CutWords): readonly string[] {
  return [...cut].filter(([place]) => !known.has(place)).map(([, words]) => words);
}
