import type { Device } from '@holdfast/shared/protocol/requests.ts';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { useNow } from '../../hooks/use-now.ts';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { clockTime, dayOf } from '../../ui/times.ts';
import styles from './account.module.css';

/** A device of one's own. This one can be left without a network, another one cannot. */
export function DeviceItem({ device, onEnd }: { readonly device: Device; readonly onEnd: () => void }) {
  const { t } = useTranslation('account');
  const now = useNow(60_000);
  const needsNetwork = useNeedsNetwork();
  const { name, current, createdAt, lastSeenAt, endedAt } = device;
  const since = t('device.since', { day: dayOf(createdAt) });
  const seen = current ? t('device.current') : t('device.seen', { when: clockTime(lastSeenAt, now) });
  return (
    <li className={styles.device} aria-label={name}>
      <IconDeviceDesktop size={16} aria-hidden />
      <span className={styles.about}>
        <span dir="auto">{name}</span>
        <span className={styles.dim}>{endedAt === null ? `${seen} · ${since}` : t('device.wipe')}</span>
      </span>
      {endedAt === null && (
        <RefusableButton
          label={current ? t('signOut', { ns: 'app' }) : t('device.end')}
          refusal={current ? undefined : needsNetwork}
          onClick={onEnd}
        />
      )}
    </li>
  );
}
