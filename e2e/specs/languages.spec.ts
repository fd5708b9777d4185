import { expect, type Page } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { look } from '../support/look.ts';
import { people } from '../support/server-process.ts';

test('the app speaks the language of the system, also one from right to left, and another one as soon as it is chosen', async ({
  stage,
}) => {
  const fresh = stage.app({ language: 'ar' });
  await fresh.launch();
  const { page } = fresh;
  await expect(page.getByRole('button', { name: 'تسجيل الدخول', exact: true })).toBeVisible();
  await expect(page.locator('html[lang=ar][dir=rtl]')).toBeVisible();
  await look(page, 'arabic-sign-in-light-1280');
  const address = page.getByRole('textbox', { name: 'عنوان الخادم' });
  await address.fill('127.0.0.1:9');
  await expect(page.getByRole('status')).toContainText('لا أحد يجيب هناك');
  await address.fill(stage.server.url);
  await expect(page.getByRole('status')).toContainText('يجيب هنا Holdfast');
  await page.getByRole('combobox', { name: 'اللغة' }).selectOption('English');
  await expect(page.getByRole('status')).toContainText('answers here');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('العربية');
  await expect(page.getByRole('status')).toContainText('يجيب هنا Holdfast');
  await page.getByRole('textbox', { name: 'البريد الإلكتروني' }).fill(people.admin.email);
  await page.getByLabel('كلمة المرور', { exact: true }).fill(people.admin.password);
  await page.getByRole('button', { name: 'تسجيل الدخول', exact: true }).click();
  await expect(page.getByTestId('connection')).toHaveText('متصل مباشرة');
  await page.keyboard.press('c');
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'العنوان' })
    .fill('The lamp on floor 2 (by the lift)');
  await page.getByRole('button', { name: 'إنشاء التذكرة' }).click();
  await page.getByRole('grid', { name: 'التذاكر' }).getByRole('row').first().click();
  await expect(page.getByRole('complementary', { name: 'التفاصيل' })).toBeVisible();
  await look(page, 'arabic-ticket-light-1280');
  expect(await leftOf(page, 'الأماكن'), 'the rail stands at the right').toBeGreaterThan(900);

  await page.evaluate(() => window.holdfast.shell.call('changeSettings', { language: 'de' }));
  await expect(page.getByRole('button', { name: 'Tickets' }).first()).toBeVisible();
  await expect(page.locator('html[lang=de][dir=ltr]')).toBeVisible();
  expect(await leftOf(page, 'Orte'), 'the rail stands at the left').toBe(0);
});

async function leftOf(page: Page, name: string): Promise<number | undefined> {
  return (await page.getByRole('navigation', { name, exact: true }).boundingBox())?.x;
}
