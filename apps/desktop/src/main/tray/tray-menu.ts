import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from '../../words/words.ts';
import type { QuietSpan } from './quiet-spans.ts';
import { type TrayFacts, traySentence } from './tray-look.ts';

/** What the tray's menu does. */
export interface TrayActions {
  open(): void;
  openInbox(): void;
  newTicket(): void;
  /** Nothing ends it. */
  doNotDisturb(span: QuietSpan | null): void;
  quit(): void;
}

/** @param timeOf writes the time at which a moment is, in the language of `say` */
export interface TrayMenuContext {
  readonly facts: TrayFacts;
  readonly say: Words;
  readonly actions: TrayActions;
  timeOf(moment: string): string;
}

/** The tray's menu: how it stands, and what can be done without a window. What needs an account is there with one. */
export function trayMenu(context: TrayMenuContext): MenuItemConstructorOptions[] {
  const { facts, say, actions } = context;
  const separator = { type: 'separator' } as const;
  return [
    { label: traySentence(facts, say), enabled: false },
    separator,
    { label: say('tray.open'), click: () => actions.open() },
    ...(facts.line.state === null ? [] : [...withAccount(context), separator]),
    { label: say('tray.quit'), click: () => actions.quit() },
  ];
}

function withAccount({ facts, say, actions, timeOf }: TrayMenuContext): MenuItemConstructorOptions[] {
  const { quietUntil } = facts;
  const span = (name: QuietSpan) => ({
    label: say(`tray.${name}`),
    click: () => actions.doNotDisturb(name),
  });
  const disturb = { label: say('tray.disturb'), click: () => actions.doNotDisturb(null) };
  const isQuiet = quietUntil !== null;
  return [
    { label: say('tray.inbox'), click: () => actions.openInbox() },
    { label: say('tray.new-ticket'), click: () => actions.newTicket() },
    { type: 'separator' },
    {
      label: isQuiet ? say('tray.until', { time: timeOf(quietUntil) }) : say('tray.do-not-disturb'),
      submenu: [...(isQuiet ? [disturb] : []), span('hour'), span('tomorrow')],
    },
  ];
}
