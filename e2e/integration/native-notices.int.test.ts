import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice, NoticeAct } from '../../apps/desktop/src/engine/api/notices.ts';
import type { Bus } from '../../apps/desktop/src/main/dbus/bus.ts';
import { openBus } from '../../apps/desktop/src/main/dbus/open-bus.ts';
import { PrivateBus } from '../../apps/desktop/src/main/dbus/test-support/private-bus.ts';
import { BusNotices } from '../../apps/desktop/src/main/notify/bus-notices.ts';
import { followFocusMode } from '../../apps/desktop/src/main/notify/focus-mode.ts';
import type { OutletState } from '../../apps/desktop/src/main/notify/outlet.ts';
import { ShownNotices } from '../../apps/desktop/src/main/notify/shown-notices.ts';
import { wordsIn } from '../../apps/desktop/src/words/words.ts';
import { NotificationService } from '../support/notification-service.ts';

/** The app's side of the notification service, against a real one on a private bus. */

const onLinux = test.skipIf(process.platform !== 'linux');
const target = { table: 'ticket', id: 'a-ticket' };

let daemon: PrivateBus;
let address: string;
let folder: string;
let stops: (() => unknown)[];

beforeEach(async () => {
  daemon = new PrivateBus();
  address = await daemon.start();
  folder = mkdtempSync(path.join(tmpdir(), 'holdfast-notices-'));
  stops = [];
});

afterEach(async () => {
  for (const stop of stops) await stop();
  await daemon.stop();
  rmSync(folder, { recursive: true });
});

async function startService(...capabilities: readonly string[]): Promise<NotificationService> {
  const service = new NotificationService(capabilities, address);
  await service.start();
  stops.push(() => service.stop());
  return service;
}

async function openApp(): Promise<Bus> {
  const bus = await openBus(address);
  if (bus === undefined) throw new Error('The bus did not let the app in.');
  stops.push(() => bus.close());
  return bus;
}

async function startNotices(bus?: Bus) {
  const states: OutletState[] = [];
  const acts: (NoticeAct & { target: Notice['target'] })[] = [];
  const outlet = new BusNotices({
    bus: bus ?? (await openApp()),
    shown: new ShownNotices(path.join(folder, 'notices.json')),
    icon: 'holdfast',
    words: () => wordsIn('de'),
    sounds: () => true,
    onState: (state) => states.push(state),
    onAct: (act, about) => acts.push({ ...act, target: about }),
  });
  await outlet.start();
  return { outlet, states, acts };
}

function notice(changes: Partial<Notice> = {}): Notice {
  const words = { title: 'Ben commented', body: 'Which room?' };
  return { key: 'ticket:1', ...words, target, actions: [], urgent: false, sound: false, ...changes };
}

onLinux(
  'a service with everything is given buttons in the language of the app, a reply, hints and no markup of people’s',
  async () => {
    const service = await startService('actions', 'body', 'body-markup', 'inline-reply', 'sound');
    const { outlet, states, acts } = await startNotices();
    expect(states).toEqual([{ service: 'actions' }]);
    const actions = ['reply', 'assign', 'read', 'snooze'] as const;
    await outlet.show(
      notice({ body: '<b>5</b> & مرحبا \0', actions: [...actions], urgent: true, sound: true }),
    );
    expect(service.last).toMatchObject({
      icon: 'holdfast',
      body: '&lt;b&gt;5&lt;/b&gt; &amp; مرحبا  ',
      actions: [
        ...['default', 'Öffnen', 'inline-reply', 'Antworten', 'assign', 'Mir zuweisen'],
        ...['read', 'Als gelesen markieren', 'snooze', 'Für 1 Stunde zurückstellen'],
      ],
      hints: { urgency: 2, 'sound-name': 'message-new-instant', 'desktop-entry': 'holdfast' },
    });
    service.act(service.last.id, 'inline-reply');
    service.reply(service.last.id, 'Room 4');
    await expect.poll(() => acts).toEqual([{ key: 'ticket:1', action: 'reply', text: 'Room 4', target }]);
    await expect.poll(() => service.withdrawn).toEqual([service.last.id]);
  },
);

onLinux('a plain service gets a plain notice; sound and markup are not asked for', async () => {
  const service = await startService('body');
  const { outlet, states } = await startNotices();
  expect(states).toEqual([{ service: 'plain' }]);
  await outlet.show(notice({ body: '1 < 2', actions: ['reply', 'read'], sound: false }));
  expect(service.last).toMatchObject({ body: '1 < 2', actions: [] });
  expect(service.last.hints).toMatchObject({ urgency: 1, 'suppress-sound': true });
});

onLinux(
  'a notice is updated in its place, taken back when it is seen elsewhere, and shown anew once it was dismissed',
  async () => {
    const service = await startService('actions');
    const { outlet } = await startNotices();
    // At once: the number of the first is not known yet when the second comes.
    await Promise.all([outlet.show(notice()), outlet.show(notice({ title: 'Two comments' }))]);
    await outlet.show(notice({ key: 'ticket:2' }));
    expect(service.shown.map(({ replaces, title }) => [replaces, title])).toEqual([
      [0, 'Ben commented'],
      [1, 'Two comments'],
      [0, 'Ben commented'],
    ]);
    await outlet.withdraw(['ticket:1', 'ticket:of-somebody-else']);
    expect(service.withdrawn).toEqual([1]);
    service.dismiss(2);
    await outlet.show(notice());
    await outlet.show(notice({ key: 'ticket:2' }));
    expect(service.shown.slice(3).map(({ replaces }) => replaces)).toEqual([0, 0]);
    await outlet.withdrawAll();
    expect(service.withdrawn).toEqual([1, 3, 4]);
  },
);

onLinux(
  'clicks count when the service sends them, about notices of this app, and of nobody else',
  async () => {
    const service = await startService('actions');
    const { outlet, acts } = await startNotices();
    await outlet.show(notice({ actions: ['read'] }));
    const stranger = await openApp();
    const wrong = ['us', service.last.id, 'default'] as const;
    const name = 'org.freedesktop.Notifications';
    stranger.emit('/org/freedesktop/Notifications', name, 'ActionInvoked', wrong);
    // What a bus delivers, it delivers in order.
    await stranger.id();
    service.click(99);
    service.act(service.last.id, 'format-the-disk');
    service.act(service.last.id, 'read');
    await expect.poll(() => acts).toEqual([{ key: 'ticket:1', action: 'read', target }]);
  },
);

onLinux(
  'a notice of a run that was killed is still clicked and taken back; one of another service is not',
  async () => {
    const service = await startService('actions');
    const first = await startNotices();
    await first.outlet.show(notice());
    await first.outlet.show(notice({ key: 'ticket:2' }));
    const { outlet, acts } = await startNotices();
    await outlet.withdraw(['ticket:2']);
    expect(service.withdrawn).toEqual([2]);
    service.click(1);
    await expect.poll(() => acts).toEqual([{ key: 'ticket:1', action: 'open', target }]);

    await outlet.show(notice());
    await service.stop();
    const next = await startService('actions');
    await next.stop();
    const other = await startService('actions');
    const third = await startNotices();
    other.click(3);
    await third.outlet.withdraw(['ticket:1']);
    expect(other.withdrawn).toEqual([]);
    expect(third.acts).toEqual([]);
  },
);

onLinux('a service that is missing, refuses, falls and comes back is known for what it is', async () => {
  const { outlet, states } = await startNotices();
  expect(states).toEqual([{ service: 'missing' }]);
  await expect(outlet.show(notice())).rejects.toThrow('No service shows notices.');
  const service = await startService('actions');
  await expect.poll(() => states.at(-1)).toEqual({ service: 'actions' });
  service.refusal = 'Too many.';
  await expect(outlet.show(notice())).rejects.toThrow('Too many.');
  expect(states.at(-1)).toEqual({
    service: 'failed',
    problem: 'org.freedesktop.Notifications: Too many.',
  });
  await service.stop();
  await expect.poll(() => states.at(-1)).toEqual({ service: 'missing' });
  await startService('body');
  await expect.poll(() => states.at(-1)).toEqual({ service: 'plain' });
  await daemon.stop();
  await expect.poll(() => states.at(-1)).toEqual({ service: 'missing' });
});

onLinux(
  'the system’s own "do not disturb" is followed where the service has it, and unknown where not',
  async () => {
    const modes: string[] = [];
    await followFocusMode(await openApp(), 'KDE', (mode) => modes.push(mode));
    expect(modes.at(-1)).toBe('unknown');
    const service = await startService('actions');
    await expect.poll(() => modes.at(-1)).toBe('off');
    service.inhibit(true);
    await expect.poll(() => modes.at(-1)).toBe('on');
    await service.stop();
    await expect.poll(() => modes.at(-1)).toBe('unknown');
  },
);

onLinux(
  'GNOME’s "do not disturb" is read of its settings, and again when dconf tells of a change of them',
  async () => {
    const show = (banners: boolean) =>
      writeFileSync(path.join(folder, 'gsettings'), `#!/bin/sh\necho ${banners}\n`, { mode: 0o755 });
    const before = process.env.PATH;
    process.env.PATH = `${folder}:${before}`;
    stops.push(() => {
      process.env.PATH = before;
    });
    show(true);
    const modes: string[] = [];
    await followFocusMode(await openApp(), 'ubuntu:GNOME', (mode) => modes.push(mode));
    expect(modes).toEqual(['off']);
    show(false);
    const dconf = await openApp();
    const changed = (place: string) =>
      dconf.emit('/ca/desrt/dconf/Writer/user', 'ca.desrt.dconf.Writer', 'Notify', [
        'sass',
        place,
        [''],
        '1',
      ]);
    changed('/org/gnome/desktop/interface/clock-format');
    changed('/org/gnome/desktop/notifications/show-banners');
    await expect.poll(() => modes).toEqual(['off', 'on']);
  },
);
