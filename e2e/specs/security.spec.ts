import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createIdSource } from '@holdfast/shared/ids.ts';
import { attackTexts } from '@holdfast/shared/test-support/attack-texts.ts';
import { newTicket } from '@holdfast/shared/test-support/desk.ts';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { makeSelfSigned } from '../support/certificate.ts';
import { test } from '../support/fixtures.ts';
import { createTicket, detail, writeDescription } from '../support/screens.ts';
import { people } from '../support/server-process.ts';

const newId = createIdSource(Date.now, (count) => randomBytes(count));

/** What Electron was told of the window's page. */
function preferencesOf(application: ElectronApplication) {
  return application.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Electron has no public way to read these back; its own tests use this one.
    const read = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
      read.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
  });
}

/** What becomes of scripts, frames and requests that a page tries to add to itself. */
function tryToRun(page: Page) {
  return page.evaluate(async () => {
    const violated: string[] = [];
    Reflect.set(window, 'violated', violated);
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    const frame = document.createElement('iframe');
    frame.src = 'holdfast://app/';
    const empty = document.createElement('iframe');
    document.body.append(script, frame, empty);
    const inFrame = typeof Reflect.get(empty.contentWindow ?? {}, 'holdfast');
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
    return { injected: Reflect.get(window, 'injected') ?? false, evaluated, fetched, inFrame };
  });
}

/** A window that is not one of the app's, with the app's own preload and address: does the shell answer it? */
function askFromForeignWindow(application: ElectronApplication): Promise<string> {
  return application.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    try {
      await foreign.loadURL('holdfast://app/');
      return await foreign.webContents.executeJavaScript(
        "holdfast.shell.call('about', {}).then(() => 'answered', (error) => String(error))",
      );
    } finally {
      foreign.destroy();
    }
  });
}

/** Hangs a file on a new ticket as a page does. Gives its id. */
function attachProgram(page: Page, ticket: ReturnType<typeof newTicket>): Promise<string> {
  return page.evaluate(async (args) => {
    const { call } = window.holdfast;
    await call('mutate', { name: 'ticket.create', args });
    const goal = { kind: 'row', subjectTable: 'ticket', subjectId: args.id } as const;
    const begun = await call('fileBegin', { name: '../holiday.jpg.exe', size: 2, goal });
    if (!begun.ok) throw new Error(begun.error.message);
    const { handover } = begun.value;
    await call('filePart', { handover, bytes: new Uint8Array([77, 90]) });
    const ended = await call('fileEnd', { handover });
    if (!ended.ok) throw new Error(ended.error.message);
    return ended.value.id;
  }, ticket);
}

/** Answers the shell's question as somebody would, and keeps what was opened then. */
function answerDialogs(application: ElectronApplication, response: number): Promise<void> {
  return application.evaluate(({ dialog, shell }, button) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seen', seen);
    Reflect.set(dialog, 'showMessageBox', async (_window: unknown, asked: { message: string }) => {
      seen.push(asked.message);
      return { response: button };
    });
    Reflect.set(shell, 'openPath', async (path: string) => {
      seen.push(path);
      return '';
    });
  }, response);
}

test('SECURITY 1 to 6, 8 to 12, 38: a window is walled in, and nothing gets out of it, into it, or past the shell', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const { application, page } = ben;

  await test.step('SECURITY 1, 2: it is sandboxed and isolated, has no Node, and no file origin', async () => {
    const preferences = await preferencesOf(application);
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    expect(preferences.webviewTag ?? false).toBe(false);
    expect(preferences.webSecurity ?? true).toBe(true);
    const seen = await page.evaluate(() => [
      location.protocol,
      ...['require', 'process', 'module'].map((name) => typeof Reflect.get(window, name)),
    ]);
    expect(seen).toEqual(['holdfast:', 'undefined', 'undefined', 'undefined']);
  });

  await test.step('SECURITY 3: the protocol serves the interface, and nothing outside its folder', async () => {
    const statuses = await application.evaluate(async ({ net }) => {
      const paths = [
        '',
        '..%2fmain/index.js',
        '%2e%2e/main/index.js',
        '/etc/passwd',
        '..\\package.json',
        'x.js',
      ];
      const answers = await Promise.all(
        paths.map((path) => net.fetch(`holdfast://app/${path}`).catch(() => ({ status: 0 }))),
      );
      return answers.map(({ status }) => status);
    });
    expect(statuses[0]).toBe(200);
    for (const status of statuses.slice(1)) expect([403, 404]).toContain(status);
  });

  await test.step('SECURITY 4, 10: no inline script, eval, frame or foreign connection; no bridge in a frame', async () => {
    const outcome = await tryToRun(page);
    expect(outcome).toMatchObject({ injected: false, fetched: 'stopped', inFrame: 'undefined' });
    expect(outcome.evaluated).toMatch(/EvalError/);
    // The browser tells of violations a little later, once for each.
    await expect
      .poll(() => page.evaluate(() => Reflect.get(window, 'violated')))
      .toEqual(expect.arrayContaining(['script-src-elem', 'script-src', 'connect-src', 'frame-src']));
  });

  await test.step('SECURITY 10: a page that is not of one of the app windows gets no answer', async () => {
    expect(await askFromForeignWindow(application)).toContain('Refused');
  });

  await test.step('SECURITY 5, 6, 9: it neither navigates away nor opens windows or web views', async () => {
    const before = page.url();
    const made = await page.evaluate(() => {
      const opened = window.open('https://example.org/');
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.org/');
      document.body.append(view);
      location.href = 'https://example.org/';
      return { opened: opened === null, isPlain: !('loadURL' in view) };
    });
    expect(made).toEqual({ opened: true, isPlain: true });
    await expect.poll(() => page.url()).toBe(before);
    const count = await application.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(count).toBe(1);
  });

  await test.step('SECURITY 8: permissions are denied', async () => {
    const states = await page.evaluate(async () => {
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

  await test.step('SECURITY 11: a malformed call of the page is refused, and the app goes on', async () => {
    const outcomes = await page.evaluate(async () => {
      const call = window.holdfast.shell.call as (name: string, params: unknown) => Promise<unknown>;
      const attempts: [string, unknown][] = [
        ['saveText', { name: '../../evil.txt', text: 'x' }],
        ['savePicture', { name: 'evil.sh', base64: 'iVBORw0KGgoAAAA=' }],
        ['savePicture', { name: 'evil.png', base64: btoa('#!/bin/sh') }],
        ['openFolder', { which: '/etc' }],
        ['openWindow', { table: 'user', id: 'x' }],
        ['changeSettings', { zoom: 'large' }],
        ['constructor', {}],
        ['about', null],
      ];
      return Promise.all(
        attempts.map(([name, params]) =>
          call(name, params).then(
            () => 'done',
            () => 'refused',
          ),
        ),
      );
    });
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
    await page.evaluate(() => window.holdfast.shell.call('about', {}));
  });

  await test.step('SECURITY 38: a file that can run is opened only by who says so, from a folder of the app; no page learns where', async () => {
    const id = await attachProgram(page, newTicket(newId()));
    const open = () => page.evaluate((file) => window.holdfast.call('fileOpen', { id: file }), id);
    const seen = () => application.evaluate(() => Reflect.get(globalThis, 'seen') as string[]);
    await answerDialogs(application, 0);
    expect(await open()).toEqual({ ok: true, value: { opened: false } });
    expect(await seen()).toEqual([expect.stringContaining('“holiday.jpg.exe” can change or start things')]);
    await answerDialogs(application, 1);
    expect(await open()).toEqual({ ok: true, value: { opened: true } });
    const data = await application.evaluate(({ app }) => app.getPath('userData'));
    const [, opened = ''] = await seen();
    expect(opened.startsWith(data)).toBe(true);
    expect(opened.endsWith('/holiday.jpg.exe')).toBe(true);
  });

  await test.step('SECURITY 12: the bridge offers exactly what is meant', async () => {
    const keys = await page.evaluate(() => {
      const { shell, ...rest } = window.holdfast;
      return [...Object.keys(rest), ...Object.keys(shell).map((key) => `shell.${key}`)].sort();
    });
    expect(keys).toEqual([
      'call',
      'onHistory',
      'onOpen',
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
});

test('SECURITY 14, 40: a server that does not prove who it is learns nothing; what people write runs nothing, loads nothing and looks like nothing of the app', async ({
  stage,
}) => {
  const ben = await stage.open(people.agent);
  const { page } = ben;
  await test.step('SECURITY 14', () => refusesSelfSigned(ben.application, page));
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

/** Neither the engine's connection nor the shell's requests (updates) go to a server with a certificate of its own making. */
async function refusesSelfSigned(application: ElectronApplication, page: Page): Promise<void> {
  const { key, certificate } = makeSelfSigned();
  const heard: string[] = [];
  const server = createServer({ key, cert: certificate }, (request, response) => {
    heard.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const checked = await page.evaluate((at) => window.holdfast.call('checkServer', { server: at }), address);
    expect(checked).toMatchObject({ ok: true, value: { ok: false, problem: 'certificate' } });
    const fetched = await application.evaluate(
      ({ net }, at) => net.fetch(at).then(() => 'fetched', String),
      address,
    );
    expect(fetched).toMatch(/ERR_CERT/);
    expect(heard).toEqual([]);
  } finally {
    server.close();
  }
}
