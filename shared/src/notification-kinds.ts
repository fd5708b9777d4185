/** What people may be notified of, in the order in which settings list it. */
export const notificationKinds = [
  'assigned',
  'unassigned',
  'mentioned',
  'commented',
  'message',
  'status',
  'urgent',
  'created',
  'due-soon',
  'overdue',
  'alert',
  'overwritten',
  'refused',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Where a notification may show: in the inbox, in the app's window, through the system, and with a sound. */
export const notificationChannels = ['inbox', 'toast', 'native', 'sound'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

type Channels = Readonly<Record<NotificationChannel, boolean>>;

const usual: Channels = { inbox: true, toast: true, native: true, sound: false };
const quiet: Channels = { inbox: true, toast: false, native: false, sound: false };
const never: Channels = { inbox: false, toast: false, native: false, sound: false };

/** What holds for a person who has chosen nothing. Where `inbox` is off, nothing shows anywhere: the server makes no notification. */
export const defaultChannels: Readonly<Record<NotificationKind, Channels>> = {
  assigned: usual,
  unassigned: quiet,
  mentioned: usual,
  commented: usual,
  message: usual,
  status: usual,
  urgent: { ...usual, sound: true },
  created: never,
  'due-soon': usual,
  overdue: usual,
  alert: usual,
  overwritten: usual,
  refused: usual,
};

/** What a person has chosen otherwise, by kind and channel. */
export type ChosenChannels = Readonly<
  Partial<Record<NotificationKind, Readonly<Partial<Record<NotificationChannel, boolean>>>>>
>;

/** Whether notifications of a kind show in a channel, for a person who chose this. */
export function isChannelOn(
  chosen: ChosenChannels,
  kind: NotificationKind,
  channel: NotificationChannel,
): boolean {
  const own = chosen[kind] ?? {};
  const isOn = (name: NotificationChannel) => own[name] ?? defaultChannels[kind][name];
  return isOn('inbox') && isOn(channel);
}
