import {
  type ChosenChannels,
  isChannelOn,
  type NotificationChannel,
  type NotificationKind,
} from '@holdfast/shared/notification-kinds.ts';

/** Under which text stands in plain words what happens with notifications of a kind. */
export function whatHappens(chosen: ChosenChannels, kind: NotificationKind): string {
  const isOn = (channel: NotificationChannel) => isChannelOn(chosen, kind, channel);
  if (!isOn('inbox')) return 'happens.nothing';
  const shown = whereShown(isOn('toast'), isOn('native'));
  // Where nothing shows, nothing sounds.
  return isOn('sound') && shown !== 'inbox' ? `happens.${shown}.sound` : `happens.${shown}`;
}

function whereShown(inWindow: boolean, bySystem: boolean): 'both' | 'toast' | 'native' | 'inbox' {
  if (inWindow) return bySystem ? 'both' : 'toast';
  return bySystem ? 'native' : 'inbox';
}
