import { type Membership, membershipModel } from '@holdfast/shared/model/membership.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { AddPerson } from '../../ui/add-person.tsx';
import styles from '../../ui/detail.module.css';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { useRefusal } from './use-refusal.ts';

export interface DivisionPeopleProps {
  readonly divisionId: string;
  readonly belongsAs: Membership['role'];
}

/** Those who manage a division, or the others who belong to it. */
export function DivisionPeople({ divisionId, belongsAs }: DivisionPeopleProps) {
  const { t } = useTranslation('admin');
  const people = usePeople();
  const refusal = useRefusal('membership.change');
  const { problem, mutate } = useMutation();
  const all =
    useLiveQuery(membershipModel, { where: { groupId: divisionId }, offset: 0, limit: 2_000 })?.rows ?? [];
  const shown = all.filter(({ row }) => row.role === belongsAs);
  const already = new Set(shown.map(({ row }) => row.userId));
  const add = (userId: string) => {
    // Who belongs here already does so in one way only.
    const before = all.find(({ row }) => row.userId === userId)?.row;
    if (before !== undefined) {
      const role = { was: before.role, now: belongsAs };
      return mutate('membership.update', { id: before.id, changes: { role } });
    }
    const group = { groupTable: 'division', groupId: divisionId } as const;
    return mutate('membership.add', { id: newId(), userId, ...group, role: belongsAs });
  };
  return (
    <section className={styles.part} aria-label={t(`division.${belongsAs}s`)}>
      <h2>{t(`division.${belongsAs}s`)}</h2>
      {belongsAs === 'manager' && <p className={styles.dim}>{t('division.managers.body')}</p>}
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
      <ul className={styles.list}>
        {shown.map((membership) => (
          <Member
            key={membership.row.id}
            membership={membership}
            person={people.get(membership.row.userId)}
            refusal={refusal}
            onRemove={() => mutate('membership.remove', { id: membership.row.id })}
          />
        ))}
      </ul>
      <span>
        <AddPerson
          label={t(`division.${belongsAs}.add`)}
          people={people.values()}
          already={already}
          refusal={refusal}
          searchLabel={t('person.find')}
          nothingFound={t('nothing')}
          onAdd={add}
        />
      </span>
    </section>
  );
}

interface MemberProps {
  readonly membership: QueriedRow<Membership>;
  readonly person: User | undefined;
  readonly refusal: string | undefined;
  readonly onRemove: () => void;
}

function Member({ membership, person, refusal, onRemove }: MemberProps) {
  const { t } = useTranslation('admin');
  const name = person?.name ?? t('somebody', { ns: 'app' });
  return (
    <li className={styles.item}>
      <PersonAvatar person={person} />
      <span className={styles.grow} dir="auto">
        {name}
      </span>
      {person?.disabled && <span className={styles.dim}>{t('account.true')}</span>}
      {membership.waiting && <WaitingDot />}
      {refusal === undefined && (
        <ActionIcon aria-label={t('remove', { name })} title={t('remove', { name })} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}
