import type { Suspicion } from '@holdfast/shared/protocol/requests.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { useRequest } from '../../hooks/use-request.ts';
import { Answered } from '../../ui/answered.tsx';
import { writeNumber } from '../../ui/locale.ts';
import { exactTime } from '../../ui/times.ts';
import { DataTable } from './data-table.tsx';
import { momentOf } from './figures.ts';
import styles from './server-section.module.css';

const EVERY_MS = 15_000;

/** What looked like an attack since the server was started. */
export function Suspicions() {
  const { t } = useTranslation('admin');
  const request = useRequest('server.suspicions', {}, EVERY_MS);
  return (
    <section className={styles.part} aria-label={t('suspicions')}>
      <h2>{t('suspicions')}</h2>
      <Answered request={request} isPart>
        {({ suspicions }) => <SuspicionTable suspicions={suspicions} />}
      </Answered>
    </section>
  );
}

function SuspicionTable({ suspicions }: { readonly suspicions: readonly Suspicion[] }) {
  const { t } = useTranslation('admin');
  const people = usePeople();
  if (suspicions.length === 0) return <p className={styles.none}>{t('suspicions.empty')}</p>;
  return (
    <DataTable
      label={t('suspicions')}
      isPart
      rows={suspicions}
      rowKey={({ at, kind, address, userId }) => `${at} ${kind} ${address} ${userId}`}
      columns={[
        {
          key: 'at',
          label: t('audit.at'),
          width: '192px',
          cell: ({ at }) => <time title={exactTime(at)}>{momentOf(at)}</time>,
        },
        {
          key: 'kind',
          label: t('audit.kind'),
          width: '20%',
          wraps: true,
          cell: ({ kind }) => t(`suspicion.${kind}`),
        },
        { key: 'address', label: t('audit.address'), width: '130px', cell: ({ address }) => address },
        {
          key: 'person',
          label: t('person'),
          width: '15%',
          cell: ({ userId }) => (userId === null ? '—' : (people.get(userId)?.name ?? userId)),
        },
        {
          key: 'count',
          label: t('suspicion.count'),
          width: '64px',
          isNumber: true,
          cell: ({ count }) => writeNumber(count),
        },
        { key: 'what', label: t('audit.details'), wraps: true, cell: ({ what }) => what },
      ]}
    />
  );
}
