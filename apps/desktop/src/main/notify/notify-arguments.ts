import type { Notice, NoticeAction } from '../../engine/api/notices.ts';
import type { Words } from '../../words/words.ts';
import type { BusArguments } from '../dbus/bus.ts';
import { type Typed, writeNamed } from '../dbus/bus-values.ts';

const BODY_LENGTH = 200;
const TITLE_LENGTH = 120;

const URGENCY_NORMAL = 1;
const URGENCY_CRITICAL = 2;
/** The service decides how long it shows. */
const USUAL_TIME = -1;

/** What the service said that it can do: `actions`, `body-markup`, `inline-reply`, `sound` and others. */
export type Capabilities = ReadonlySet<string>;

export interface NotifyContext {
  readonly capabilities: Capabilities;
  /** What the service calls the notice whose place it takes; 0 for none. */
  readonly replaces: number;
  /** A file, or the name of an icon of the theme. */
  readonly icon: string;
  readonly say: Words;
  readonly sounds: boolean;
}

/**
 * The arguments of `Notify` of the Desktop Notifications Specification 1.2, with the inline reply as KDE has it. A
 * service that cannot do something is not asked for it.
 */
export function notifyArguments(notice: Notice, context: NotifyContext): BusArguments {
  const { capabilities, replaces, icon } = context;
  const body = shorten(plain(notice.body), BODY_LENGTH);
  return [
    'susssasa{sv}i',
    'Holdfast',
    replaces,
    icon,
    shorten(plain(notice.title), TITLE_LENGTH),
    capabilities.has('body-markup') ? escapeMarkup(body) : body,
    actionsOf(notice, context),
    writeNamed(hintsOf(notice, context)),
    USUAL_TIME,
  ];
}

/** Keys and labels by turns. `default` is the click on the notice itself. */
function actionsOf({ actions }: Notice, { capabilities, say }: NotifyContext): string[] {
  if (!capabilities.has('actions')) return [];
  const offered = actions.filter((action) => action !== 'reply' || capabilities.has('inline-reply'));
  return [
    'default',
    say('native.open'),
    ...offered.flatMap((action) => [keyOf(action), say(`native.${action}`)]),
  ];
}

/** The service knows the inline reply by its own name. */
function keyOf(action: NoticeAction): string {
  return action === 'reply' ? 'inline-reply' : action;
}

function hintsOf(notice: Notice, { capabilities, sounds, say }: NotifyContext): Record<string, Typed> {
  return {
    urgency: ['y', notice.urgent ? URGENCY_CRITICAL : URGENCY_NORMAL],
    category: ['s', 'im.received'],
    'desktop-entry': ['s', 'holdfast'],
    ...(notice.sound && sounds
      ? { 'sound-name': ['s', 'message-new-instant'] }
      : { 'suppress-sound': ['b', true] }),
    ...(capabilities.has('inline-reply')
      ? { 'x-kde-reply-placeholder-text': ['s', say('native.write')] }
      : {}),
  };
}

/** A zero byte would end the connection to the bus, and other control characters have no look. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are meant
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');
}

/** Cuts between characters, never within one. */
function shorten(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** What people wrote is no markup. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
