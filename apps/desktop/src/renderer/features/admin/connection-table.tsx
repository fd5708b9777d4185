import type { ConnectionStats } from '@holdfast/shared/protocol/stats.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { writeNumber } from '../../ui/locale.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DataTable } from './data-table.tsx';
import { bytesWords, msWords } from './figures.ts';
import styles from './server-section.module.css';

/** Who is connected, from where, and how well. */
export function ConnectionTable({ connections }: { readonly connections: readonly ConnectionStats[] }) {
  const { t } = useTranslation('admin');
  const people = usePeople();
  if (connections.length === 0) return <p className={styles.none}>{t('connections.empty')}</p>;
  return (
    <DataTable
      label={t('connections')}
      isPart
      rows={connections}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'person',
          label: t('person'),
          cell: ({ userId }) => people.get(userId)?.name ?? t('somebody', { ns: 'app' }),
        },
        { key: 'device', label: t('device'), cell: ({ device }) => <span title={device}>{device}</span> },
        { key: 'address', label: t('audit.address'), width: '130px', cell: ({ address }) => address },
        {
          key: 'transport',
          label: t('connection.way'),
          width: '110px',
          cell: ({ transport }) => t(`way.${transport === 'polling' ? 'polling' : 'websocket'}`),
        },
        {
          key: 'rooms',
          label: t('rooms'),
          width: '64px',
          isNumber: true,
          cell: ({ rooms }) => writeNumber(rooms),
        },
        {
          key: 'since',
          label: t('connection.since'),
          width: '84px',
          isNumber: true,
          cell: ({ since }) => <RelativeTime at={since} />,
        },
        {
          key: 'lag',
          label: t('connection.lag'),
          width: '92px',
          isNumber: true,
          cell: ({ lagMs }) => (lagMs === null ? '—' : msWords(lagMs)),
        },
        {
          key: 'waiting',
          label: t('connection.waiting'),
          width: '92px',
          isNumber: true,
          cell: ({ waitingBytes }) => bytesWords(waitingBytes),
        },
      ]}
    />
  );
}
