import type { RoomStats } from '@holdfast/shared/protocol/stats.ts';
import { useTranslation } from 'react-i18next';
import { subjectWords } from './audit-words.ts';
import { DataTable } from './data-table.tsx';
import styles from './server-section.module.css';
import { useNames } from './use-names.ts';

/** Where people are together. */
export function RoomTable({ rooms }: { readonly rooms: readonly RoomStats[] }) {
  const { t } = useTranslation('admin');
  const nameOf = useNames();
  if (rooms.length === 0) return <p className={styles.none}>{t('rooms.empty')}</p>;
  return (
    <DataTable
      label={t('rooms')}
      isPart
      rows={rooms}
      rowKey={({ room }) => room}
      columns={[
        { key: 'room', label: t('room'), cell: ({ room }) => subjectWords(room, { nameOf }) },
        {
          key: 'people',
          label: t('section.people'),
          width: '96px',
          isNumber: true,
          cell: ({ people }) => people,
        },
        {
          key: 'connections',
          label: t('connections'),
          width: '110px',
          isNumber: true,
          cell: ({ connections }) => connections,
        },
      ]}
    />
  );
}
