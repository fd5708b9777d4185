import { auditKinds } from '@holdfast/shared/protocol/audit.ts';
import type { RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { useRequest } from '../../hooks/use-request.ts';
import { Answered } from '../../ui/answered.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { exactTime } from '../../ui/times.ts';
import { AuditCheck } from './audit-check.tsx';
import styles from './audit-section.module.css';
import { actorWords, detailWords, subjectWords, type Words } from './audit-words.ts';
import { DataTable } from './data-table.tsx';
import { momentOf } from './figures.ts';
import { SectionBar } from './section-bar.tsx';
import { AUDIT_PAGE, type AuditFilters, useAuditPages } from './use-audit-pages.ts';
import { useNames } from './use-names.ts';

/** What happened that somebody may have to answer for. */
export function AuditSection() {
  const { t } = useTranslation('admin');
  const [filters, setFilters] = useState<AuditFilters>({});
  const request = useRequest('audit.list', { ...filters, limit: AUDIT_PAGE });
  const needsNetwork = useNeedsNetwork();
  const { answer, reload } = request;
  // A new first page starts the older ones anew, so that no entry is missing between them.
  const round = answer.state === 'ready' ? answer.at : 0;
  return (
    <>
      <SectionBar actions={<AuditCheck />}>
        <Filters filters={filters} onChange={setFilters} />
        <RefusableButton label={t('audit.again')} refusal={needsNetwork} onClick={reload} />
      </SectionBar>
      <Answered request={request}>
        {(first) => <AuditList key={round} first={first} filters={filters} />}
      </Answered>
    </>
  );
}

interface FiltersProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t } = useTranslation('admin');
  const people = [...usePeople().values()];
  const actors = [
    { key: 'administrator', label: t('audit.commandLine') },
    ...people.map(({ id, name }) => ({ key: id, label: name })),
  ];
  return (
    <>
      <Picker
        look="chip"
        label={t('audit.kind')}
        choices={auditKinds.map((kind) => ({ key: kind, label: t(`kind.${kind}`) }))}
        chosen={filters.kind === undefined ? [] : [filters.kind]}
        onChoose={(key) => {
          const kind = auditKinds.find((one) => one === key);
          if (kind !== undefined) onChange({ ...filters, kind });
        }}
        searchLabel={t('audit.kind.find')}
        nothingFound={t('nothing')}
      >
        {filters.kind && <b className={styles.chosen}>{t(`kind.${filters.kind}`)}</b>}
      </Picker>
      <Picker
        look="chip"
        label={t('audit.actor')}
        choices={actors}
        chosen={filters.actorId === undefined ? [] : [filters.actorId]}
        onChoose={(actorId) => onChange({ ...filters, actorId })}
        searchLabel={t('person.find')}
        nothingFound={t('nothing')}
      >
        {filters.actorId && (
          <b className={styles.chosen}>{actors.find(({ key }) => key === filters.actorId)?.label}</b>
        )}
      </Picker>
      {(filters.kind ?? filters.actorId) !== undefined && (
        <UnstyledButton className={styles.clear} onClick={() => onChange({})}>
          <IconX size={16} aria-hidden />
          {t('clear')}
        </UnstyledButton>
      )}
    </>
  );
}

interface AuditListProps {
  readonly first: RequestResult<'audit.list'>;
  readonly filters: AuditFilters;
}

function AuditList({ first, filters }: AuditListProps) {
  const { t } = useTranslation('admin');
  const words: Words = { nameOf: useNames(), t };
  const { entries, isMore, loadOlder, problem } = useAuditPages(first, filters);
  if (entries.length === 0) return <EmptyState title={t('audit.empty')} body={t('audit.empty.body')} />;
  return (
    <DataTable
      label={t('section.audit')}
      rows={entries}
      showsAll
      rowKey={({ seq }) => String(seq)}
      columns={[
        {
          key: 'at',
          label: t('audit.at'),
          width: '192px',
          cell: ({ at, seq }) => <time title={`${exactTime(at)}, #${seq}`}>{momentOf(at)}</time>,
        },
        {
          key: 'kind',
          label: t('audit.kind'),
          width: '16%',
          wraps: true,
          cell: ({ kind }) => t(`kind.${kind}`),
        },
        {
          key: 'actor',
          label: t('audit.actor'),
          width: '13%',
          wraps: true,
          cell: ({ actorId }) => actorWords(actorId, words),
        },
        {
          key: 'subject',
          label: t('audit.subject'),
          width: '16%',
          wraps: true,
          cell: ({ subject }) => <span title={subject ?? undefined}>{subjectWords(subject, words)}</span>,
        },
        {
          key: 'address',
          label: t('audit.address'),
          width: '110px',
          wraps: true,
          cell: ({ address }) => address ?? '—',
        },
        {
          key: 'details',
          label: t('audit.details'),
          wraps: true,
          cell: ({ details }) => detailWords(details, words),
        },
      ]}
    >
      <div className={styles.more}>
        {problem !== undefined && (
          <Problem title={t('audit.failed')} message={problem} kept={t('kept.nothing')} />
        )}
        {isMore ? (
          <Button variant="default" onClick={loadOlder}>
            {t('audit.older')}
          </Button>
        ) : (
          <p>{t('audit.end')}</p>
        )}
      </div>
    </DataTable>
  );
}
