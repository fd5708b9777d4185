import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { attackTexts } from '@holdfast/shared/test-support/attack-texts.ts';
import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { createTicket, detail, signInAndStay, waitUntilLive, writeDescription } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

test('SECURITY 1, 2: the window is sandboxed and isolated, has no Node, and no file origin', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const preferences = await ben.application.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Electron has no public way to read these back; its own tests use this one.
    const read = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
      read.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect(preferences.webviewTag ?? false).toBe(false);
  expect(preferences.webSecurity ?? true).toBe(true);
  expect(
    await ben.page.evaluate(() => [
      location.protocol,
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
    ]),
  ).toEqual(['holdfast:', 'undefined', 'undefined']);
});

test('SECURITY 4: the policy stops inline scripts, eval and foreign connections', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  const outcome = await ben.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    // After a turn of the event loop, because the debugger's own evaluation may do what a page may not.
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          resolve(String(new Function('return 1')()));
        } catch (error) {
          resolve(String(error));
        }
      });
    });
    const fetched = await fetch('https://example.org/')
      .then(() => 'fetched')
      .catch(() => 'stopped');
    return { injected: Reflect.get(window, 'injected') ?? false, evaluated: evaluated, fetched };
  });
  expect(outcome.injected).toBe(false);
  expect(outcome.evaluated).toMatch(/EvalError/);
  expect(outcome.fetched).toBe('stopped');
});

test('SECURITY 40: what people write runs nothing, loads nothing and looks like nothing of the app', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const { page } = ben;
  const happened: string[] = [];
  page.on('dialog', (dialog) => happened.push(dialog.message()));
  page.on('request', (request) => {
    if (!request.url().startsWith('holdfast://app/assets/')) happened.push(request.url());
  });
  page.on('console', (message) => /Content Security/.test(message.text()) && happened.push(message.text()));
  await createTicket(page, 'Attacked');
  await writeDescription(page, attackTexts.join('\n\n---\n\n'));
  const part = detail(page).getByRole('region', { name: 'Description', exact: true });
  await expect(part.getByRole('separator')).toHaveCount(attackTexts.length - 1);
  const made = await part
    .locator('[data-text] *')
    .evaluateAll((elements) =>
      elements.flatMap((element) => [
        element.localName,
        ...[...element.attributes].map(({ name, value }) => (name === 'href' ? value.slice(0, 8) : name)),
      ]),
    );
  const meant =
    /^(a|aria-label|bdi|button|class|code|del|disabled|div|em|h1|h2|hr|https:\/\/|input|li|mailto:.*|ol|p|pre|rel|section|strong|sup|table|target|tbody|td|th|thead|title|tr|type|ul)$/;
  expect(made.filter((name) => !meant.test(name))).toEqual([]);
  expect(happened).toEqual([]);
});

test('SECURITY 5, 6: the window neither navigates away nor opens others', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  const before = ben.page.url();
  await ben.page.evaluate(() => {
    window.open('https://example.org/');
    location.href = 'https://example.org/';
  });
  await expect.poll(() => ben.page.url()).toBe(before);
  const windows = await ben.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
});

test('SECURITY 12: the bridge offers exactly what is meant', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  const keys = await ben.page.evaluate(() => {
    const bridge: unknown = Reflect.get(window, 'holdfast');
    if (typeof bridge !== 'object' || bridge === null) return [];
    const shell: unknown = Reflect.get(bridge, 'shell');
    return [...Object.keys(bridge), ...Object.keys(shell ?? {}).map((key) => `shell.${key}`)].sort();
  });
  expect(keys).toEqual([
    'call',
    'onHistory',
    'onOpen',
    'shell',
    'shell.call',
    'shell.language',
    'shell.own',
    'shell.platform',
    'shell.systemLanguages',
    'shell.version',
    'shell.watch',
    'watch',
  ]);
});

test('SECURITY 8: permissions are denied', async ({ stage }) => {
  const ben = await stage.open(people.agent);
  const states = await ben.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
    const asked = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    const media = await navigator.mediaDevices
      .getUserMedia({ audio: true })
      .then(() => 'given')
      .catch(() => 'denied');
    return [...asked.map((permission) => permission.state), media];
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
});

test('SECURITY 18: without a key store the session is on the disk only if the person agrees', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  expect(existsSync(path.join(ben.profile, 'session.json'))).toBe(false);
  const cleo = stage.app();
  await cleo.launch();
  await signInAndStay(cleo.page, stage.server.url, people.second.email, people.second.password);
  await waitUntilLive(cleo.page);
  expect(statSync(path.join(cleo.profile, 'session.json')).mode & 0o777).toBe(0o600);
});
