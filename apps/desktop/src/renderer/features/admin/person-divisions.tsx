import { divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { newId } from '../../state/new-id.ts';
import styles from '../../ui/detail.module.css';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { useRefusal } from './use-refusal.ts';

/** The divisions to which a person belongs. */
export function PersonDivisions({ userId }: { readonly userId: string }) {
  const { t } = useTranslation('admin');
  const refusal = useRefusal('membership.change');
  const { problem, mutate } = useMutation();
  const where = { userId, groupTable: 'division' };
  const memberships = useLiveQuery(membershipModel, { where, offset: 0, limit: 2_000 })?.rows ?? [];
  const divisions = useLiveQuery(divisionModel, {
    order: [{ column: 'name', direction: 'ascending' }],
    offset: 0,
    limit: 2_000,
  });
  const rows = divisions?.rows.map(({ row }) => row) ?? [];
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const already = new Set(memberships.map(({ row }) => row.groupId));
  const others = rows.filter(({ id }) => !already.has(id));
  const add = (groupId: string) =>
    mutate('membership.add', { id: newId(), userId, groupTable: 'division', groupId, role: 'member' });
  return (
    <section className={styles.part} aria-label={t('section.divisions')}>
      <h2>{t('section.divisions')}</h2>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
      <ul className={styles.list}>
        {memberships.map(({ row, waiting }) => {
          const name = names.get(row.groupId) ?? '…';
          return (
            <li key={row.id} className={styles.item}>
              <span className={styles.grow} dir="auto">
                {name}
              </span>
              {waiting && <WaitingDot />}
              {row.role === 'manager' && <span className={styles.dim}>{t('division.manages')}</span>}
              {refusal === undefined && (
                <ActionIcon
                  aria-label={t('remove', { name })}
                  title={t('remove', { name })}
                  onClick={() => mutate('membership.remove', { id: row.id })}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {memberships.length === 0 && <p className={styles.dim}>{t('person.noDivision')}</p>}
      {(others.length > 0 || refusal !== undefined) && (
        <span>
          <Picker
            look="chip"
            label={t('division.join')}
            refusal={refusal}
            choices={others.map(({ id, name }) => ({ key: id, label: name }))}
            chosen={[]}
            onChoose={add}
            searchLabel={t('division.find')}
            nothingFound={t('nothing')}
          >
            <IconPlus size={16} aria-hidden />
          </Picker>
        </span>
      )}
    </section>
  );
}
