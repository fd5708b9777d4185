import type { RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SignOutDialog } from '../../app/sign-out-dialog.tsx';
import { useAsk } from '../../hooks/use-ask.ts';
import type { Requested } from '../../hooks/use-request.ts';
import { showToast } from '../../state/toast.ts';
import { Answered } from '../../ui/answered.tsx';
import { Problem } from '../../ui/problem.tsx';
import styles from './account.module.css';
import { DeviceItem } from './device-item.tsx';
import { shownDevices } from './shown-devices.ts';

export interface DevicesPartProps {
  readonly request: Requested<RequestResult<'account.devices'>>;
}

/** Where one is signed in, and the way to end that. */
export function DevicesPart({ request }: DevicesPartProps) {
  const { t } = useTranslation('account');
  const { problem, isAsking, ask } = useAsk();
  const [leaving, setLeaving] = useState(false);
  const end = async (id: string, name: string) => {
    if (isAsking || (await ask('account.end-device', { id })) === undefined) return;
    showToast({ text: t('device.ended', { name }) });
    request.reload();
  };
  return (
    <section className={styles.part} aria-label={t('devices')}>
      <h2>{t('devices')}</h2>
      <p className={styles.dim}>{t('devices.hint')}</p>
      <Answered request={request} isPart>
        {({ devices }) => (
          <ul className={styles.list}>
            {shownDevices(devices).map((device) => (
              <DeviceItem
                key={device.id}
                device={device}
                onEnd={() => (device.current ? setLeaving(true) : end(device.id, device.name))}
              />
            ))}
          </ul>
        )}
      </Answered>
      {problem !== undefined && (
        <Problem title={t('device.failed')} message={problem} kept={t('device.failed.kept')} />
      )}
      <SignOutDialog opened={leaving} onClose={() => setLeaving(false)} />
    </section>
  );
}
