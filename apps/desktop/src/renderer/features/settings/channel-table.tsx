import {
  type ChosenChannels,
  defaultChannels,
  isChannelOn,
  type NotificationChannel,
  type NotificationKind,
  notificationChannels,
  notificationKinds,
} from '@holdfast/shared/notification-kinds.ts';
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './channel-table.module.css';
import { whatHappens } from './what-happens.ts';

export interface ChannelTableProps {
  readonly chosen: ChosenChannels;
  readonly onChoose: (kind: NotificationKind, channel: NotificationChannel, on: boolean) => void;
}

/** For each kind of notification where it shows, and in words what will happen. */
export function ChannelTable({ chosen, onChoose }: ChannelTableProps) {
  const { t } = useTranslation('settings');
  return (
    <table className={styles.table} aria-label={t('kinds')}>
      <thead>
        <tr>
          <th scope="col">{t('kinds.what')}</th>
          {notificationChannels.map((channel) => (
            <th key={channel} scope="col" className={styles.channel}>
              {t(`channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notificationKinds.map((kind) => (
          <tr key={kind}>
            <th scope="row" className={styles.kind}>
              {t(`kind.${kind}`, { ns: 'inbox' })}
              <span className={styles.happens}>{t(whatHappens(chosen, kind))}</span>
            </th>
            {notificationChannels.map((channel) => (
              <td key={channel} className={styles.channel}>
                <ChannelBox kind={kind} channel={channel} chosen={chosen} onChoose={onChoose} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ChannelBoxProps extends ChannelTableProps {
  readonly kind: NotificationKind;
  readonly channel: NotificationChannel;
}

/** Without the inbox nothing shows anywhere: the other boxes say what would, and wait. */
function ChannelBox({ kind, channel, chosen, onChoose }: ChannelBoxProps) {
  const { t } = useTranslation('settings');
  const isOff = channel !== 'inbox' && !isChannelOn(chosen, kind, 'inbox');
  return (
    <Checkbox
      className={styles.box}
      aria-label={`${t(`kind.${kind}`, { ns: 'inbox' })}: ${t(`channel.${channel}`)}`}
      checked={chosen[kind]?.[channel] ?? defaultChannels[kind][channel]}
      disabled={isOff}
      title={isOff ? t('happens.nothing') : undefined}
      onChange={(event) => onChoose(kind, channel, event.currentTarget.checked)}
    />
  );
}
