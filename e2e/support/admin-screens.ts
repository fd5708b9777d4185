import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from './app.ts';

/** What an admin does in the administration, by the names that they see (apps/desktop/src/renderer/README.md). */

export type AdminSection =
  | 'People'
  | 'Roles'
  | 'Divisions'
  | 'Invitations'
  | 'API tokens'
  | 'Import and export'
  | 'Audit log'
  | 'Server';

/** Opens the administration at one of its parts. */
export async function openAdmin(page: Page, section: AdminSection): Promise<void> {
  const place = page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: 'Administration' });
  if ((await place.getAttribute('aria-current')) !== 'page') await place.click();
  await sectionButton(page, section).click();
  await expect(sectionButton(page, section)).toHaveAttribute('aria-current', 'page');
}

export function sectionButton(page: Page, section: AdminSection): Locator {
  return page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('button', { name: section, exact: true });
}

/** A row of the list of people or divisions. */
export function listRow(page: Page, name: string): Locator {
  return page.getByRole('grid').getByRole('row').filter({ hasText: name });
}

/** Opens a person's or division's detail and gives it. */
export async function openRow(page: Page, name: string): Promise<Locator> {
  await listRow(page, name).click();
  const article = page.getByRole('article', { name });
  await article.waitFor();
  return article;
}

/** A line of a table of the administration. */
export function tableLine(page: Page, table: string, text: string | RegExp): Locator {
  return page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });
}

/** Adds people as an admin's app does. Gives their names. */
export async function addColleagues(app: App, names: readonly string[]): Promise<void> {
  await app.page.evaluate(async (all) => {
    for (const [place, name] of all.entries()) {
      const email = `person${place + 1}@example.org`;
      const random = crypto.getRandomValues(new Uint8Array(10));
      const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const time = (Date.now() + place).toString(16).padStart(12, '0');
      const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
      const role = place % 3 === 0 ? 'agent' : 'staff';
      const outcome = await window.holdfast.call('mutate', {
        name: 'user.add',
        args: { id, name, email, role },
      });
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`);
    }
  }, names);
}
