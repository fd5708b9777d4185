import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from '../support/app.ts';
import { test } from '../support/fixtures.ts';
import { KeyStore } from '../support/key-store.ts';
import { filesWith } from '../support/raw-files.ts';
import { signIn, waitUntilLive } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const unprotectedSession = { unprotected: { refreshToken: '' } };

function sessionFile(app: App): string {
  return path.join(app.profile, 'session.json');
}

async function keepingSaid(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Account and devices' }).click();
  return page.getByRole('region', { name: 'How this device keeps you signed in' });
}

/** The refresh token, which a device without a key store keeps in plain sight where its person agreed. */
function tokenIn(file: string): string {
  const kept: typeof unprotectedSession = JSON.parse(readFileSync(file, 'utf8'));
  return kept.unprotected.refreshToken;
}

/** What the page holds and can ask for, as one text. */
function knownToPage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const topics = ['session', 'connection', 'changes', 'history'] as const;
    const states = await Promise.all(
      topics.map((topic) => new Promise((resolve) => window.holdfast.watch(topic, {}, resolve))),
    );
    const asked = [
      await window.holdfast.shell.call('keyStore', {}),
      await window.holdfast.call('diagnostics', {}),
      await window.holdfast.call('ask', { name: 'account.devices', params: {} }),
    ];
    return JSON.stringify([states, asked, { ...localStorage }, document.documentElement.outerHTML]);
  });
}

test('SECURITY 18: with a key store the session outlasts the app, sealed: no token lies in the profile', async ({
  stage,
}) => {
  test.skip(process.env.HOLDFAST_APP !== undefined, 'A package loads nothing before itself.');
  const keys = new KeyStore();
  await keys.start();
  try {
    const ben = stage.app({ before: KeyStore.before });
    await ben.launch();
    await expect(ben.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(ben.page.getByRole('checkbox')).toHaveCount(0);
    await signIn(ben.page, stage.server.url, people.agent.email, people.agent.password);
    await waitUntilLive(ben.page);
    await expect(await keepingSaid(ben.page)).toContainText('locked by the key store');
    expect(Object.keys(JSON.parse(readFileSync(sessionFile(ben), 'utf8')))).toEqual(['sealed']);
    await ben.close();
    for (const word of ['refreshToken', 'accessToken', people.agent.password])
      expect(filesWith(ben.profile, word, word.length), word).toEqual([]);
    await ben.launch();
    await waitUntilLive(ben.page);
  } finally {
    await keys.stop();
  }
});

test('SECURITY 18: without a key store and without agreement the session is in memory only, and the account says so', async ({
  stage,
}) => {
  const ben = stage.app();
  await ben.launch();
  await signIn(ben.page, stage.server.url, people.agent.email, people.agent.password);
  await waitUntilLive(ben.page);
  await expect(await keepingSaid(ben.page)).toContainText('kept in memory only');
  expect(existsSync(sessionFile(ben))).toBe(false);
  await ben.close();
  for (const word of ['refreshToken', 'accessToken', people.agent.password])
    expect(filesWith(ben.profile, word, word.length), word).toEqual([]);
});

test('SECURITY 18: where the person agreed, the token is in the one file that is theirs alone and not in the page, and the account says so', async ({
  stage,
}) => {
  const ben = stage.app();
  await ben.launch();
  await ben.page.getByRole('checkbox', { name: 'Keep me signed in without a key store' }).check();
  await signIn(ben.page, stage.server.url, people.agent.email, people.agent.password);
  await waitUntilLive(ben.page);
  await expect(await keepingSaid(ben.page)).toContainText('unprotected in your profile folder');
  const token = tokenIn(sessionFile(ben));
  expect(statSync(sessionFile(ben)).mode & 0o777).toBe(0o600);
  expect(await knownToPage(ben.page)).not.toContain(token);
  await ben.close();
  expect(filesWith(ben.profile, tokenIn(sessionFile(ben)))).toEqual([sessionFile(ben)]);
});
