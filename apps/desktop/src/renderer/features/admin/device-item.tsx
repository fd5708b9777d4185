import type { Device } from '@holdfast/shared/protocol/requests.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { useNow } from '../../hooks/use-now.ts';
import { Asking } from '../../ui/asking.tsx';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { clockTime } from '../../ui/times.ts';
import styles from './device-item.module.css';

/** A device, and how its session is ended. */
export function DeviceItem({
  device,
  onChanged,
}: {
  readonly device: Device;
  readonly onChanged: () => void;
}) {
  const { t } = useTranslation('admin');
  const needsNetwork = useNeedsNetwork();
  const { problem, isAsking, ask } = useAsk();
  const [isWiping, setIsWiping] = useState(false);
  const end = async (wipe: boolean) => {
    setIsWiping(false);
    if ((await ask('people.end-device', { id: device.id, wipe })) !== undefined) onChanged();
  };
  const isOpen = device.endedAt === null;
  return (
    <li className={styles.device} aria-label={device.name}>
      <span className={styles.about}>
        <span dir="auto">{device.name}</span>
        <span className={styles.dim}>
          <DeviceTimes device={device} />
        </span>
      </span>
      <span className={styles.actions}>
        {isOpen && (
          <RefusableButton
            label={t('device.end')}
            about={device.name}
            refusal={needsNetwork}
            onClick={() => !isAsking && end(false)}
          />
        )}
        {device.wipe === 'no' && (
          <RefusableButton
            label={t('device.wipe')}
            about={device.name}
            refusal={needsNetwork}
            onClick={() => setIsWiping(true)}
          />
        )}
      </span>
      {isWiping && (
        <span className={styles.wide}>
          <Asking
            question={t('device.wipe.ask')}
            confirm={t('device.wipe.confirm')}
            onConfirm={() => end(true)}
            onCancel={() => setIsWiping(false)}
          />
        </span>
      )}
      {problem !== undefined && (
        <span className={styles.wide}>
          <Problem title={t('device.failed')} message={problem} kept={t('kept.nothing')} />
        </span>
      )}
    </li>
  );
}

function DeviceTimes({ device }: { readonly device: Device }) {
  const { t } = useTranslation('admin');
  const now = useNow(60_000);
  const { lastSeenAt, endedAt, wipe, current } = device;
  const parts = [
    ...(current ? [t('device.current')] : []),
    endedAt === null
      ? t('device.seen', { when: clockTime(lastSeenAt, now) })
      : t('device.endedAt', { when: clockTime(endedAt, now) }),
    ...(wipe === 'no' ? [] : [t(`device.wipe.${wipe}`)]),
  ];
  return parts.join(' · ');
}
