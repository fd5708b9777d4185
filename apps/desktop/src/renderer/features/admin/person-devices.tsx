import type { User } from '@holdfast/shared/model/user.ts';
import type { Device } from '@holdfast/shared/protocol/requests.ts';
import { useTranslation } from 'react-i18next';
import { useRequest } from '../../hooks/use-request.ts';
import { Answered } from '../../ui/answered.tsx';
import styles from '../../ui/detail.module.css';
import { DeviceItem } from './device-item.tsx';

/** Where a person is signed in, and where they were. */
export function PersonDevices({ person }: { readonly person: User }) {
  const { t } = useTranslation('admin');
  const request = useRequest('people.devices', { userId: person.id });
  return (
    <section className={styles.part} aria-label={t('devices')}>
      <h2>{t('devices')}</h2>
      <Answered request={request} isPart>
        {({ devices }) => <DeviceList devices={devices} onChanged={request.reload} />}
      </Answered>
    </section>
  );
}

interface DeviceListProps {
  readonly devices: readonly Device[];
  readonly onChanged: () => void;
}

function DeviceList({ devices, onChanged }: DeviceListProps) {
  const { t } = useTranslation('admin');
  const open = devices.filter(({ endedAt }) => endedAt === null);
  const ended = devices.filter(({ endedAt }) => endedAt !== null);
  const items = (some: readonly Device[]) =>
    some.map((device) => <DeviceItem key={device.id} device={device} onChanged={onChanged} />);
  return (
    <>
      {open.length === 0 && <p className={styles.dim}>{t('devices.none')}</p>}
      <ul className={styles.list}>{items(open)}</ul>
      {ended.length > 0 && (
        <details>
          <summary>{t('devices.ended', { count: ended.length })}</summary>
          <ul className={styles.list}>{items(ended)}</ul>
        </details>
      )}
    </>
  );
}
