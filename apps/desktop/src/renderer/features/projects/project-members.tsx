import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './project-members.module.css';
import { useRefusal } from './use-refusal.ts';

/** Who belongs to a project. */
export function ProjectMembers({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation('projects');
  const people = usePeople();
  const memberships = useLiveQuery(membershipModel, {
    where: { groupId: projectId },
    offset: 0,
    limit: 2_000,
  });
  const refusal = useRefusal()('membership.change', 'choose who belongs here');
  const { problem, mutate } = useMutation();
  const rows = memberships?.rows ?? [];
  const members = new Set(rows.map(({ row }) => row.userId));
  const others = [...people.values()].filter(({ id, disabled }) => !members.has(id) && !disabled);
  const add = (userId: string) =>
    mutate('membership.add', {
      id: newId(),
      userId,
      groupTable: 'project',
      groupId: projectId,
      role: 'member',
    });
  return (
    <section className={styles.members} aria-label={t('members')}>
      <h2>{t('members')}</h2>
      <ul className={styles.list}>
        {rows.map(({ row, waiting }) => {
          const person = people.get(row.userId);
          const name = person?.name ?? t('somebody', { ns: 'app' });
          return (
            <li key={row.id} className={styles.member}>
              <PersonAvatar person={person} />
              <span>{name}</span>
              {row.role === 'manager' && <span className={styles.dim}>{t('members.role.manager')}</span>}
              {waiting && <WaitingDot />}
              {refusal === undefined && (
                <ActionIcon
                  aria-label={t('members.remove', { name })}
                  title={t('members.remove', { name })}
                  onClick={() => mutate('membership.remove', { id: row.id })}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
        <li>
          <Picker
            look="chip"
            label={t('members.add')}
            refusal={refusal}
            choices={others.map((person) => ({
              key: person.id,
              label: person.name,
              icon: <PersonAvatar person={person} />,
            }))}
            chosen={[]}
            onChoose={add}
            searchLabel={t('members.find')}
            nothingFound={t('members.nothing')}
          >
            <IconPlus size={16} aria-hidden />
          </Picker>
        </li>
      </ul>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </section>
  );
}
