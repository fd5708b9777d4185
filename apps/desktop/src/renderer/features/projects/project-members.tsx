import { type Membership, membershipModel } from '@holdfast/shared/model/membership.ts';
import type { Project } from '@holdfast/shared/model/project.ts';
import type { User } from '@holdfast/shared/model/user.ts';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QueriedRow } from '../../../engine/api/query.ts';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { type Mutate, useMutation } from '../../hooks/use-mutation.ts';
import { usePeople } from '../../hooks/use-people.ts';
import { newId } from '../../state/new-id.ts';
import { AddPerson } from '../../ui/add-person.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import styles from './project-members.module.css';
import { useProjectRefusal } from './use-project-refusal.ts';

const roles = ['member', 'manager'] as const;

/** Who belongs to a project, and as what. */
export function ProjectMembers({ project }: { readonly project: Project }) {
  const { t } = useTranslation('projects');
  const people = usePeople();
  const memberships = useLiveQuery(membershipModel, {
    where: { groupId: project.id },
    offset: 0,
    limit: 2_000,
  });
  const refusal = useProjectRefusal()('membership.change', project);
  const { problem, mutate } = useMutation();
  const rows = memberships?.rows ?? [];
  return (
    <section className={styles.members} aria-label={t('members')}>
      <h2>{t('members')}</h2>
      <ul className={styles.list}>
        {rows.map((membership) => (
          <Member
            key={membership.row.id}
            membership={membership}
            person={people.get(membership.row.userId)}
            refusal={refusal}
            mutate={mutate}
          />
        ))}
        <li>
          <AddMember
            projectId={project.id}
            already={new Set(rows.map(({ row }) => row.userId))}
            refusal={refusal}
            mutate={mutate}
          />
        </li>
      </ul>
      {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
    </section>
  );
}

interface MemberProps {
  readonly membership: QueriedRow<Membership>;
  readonly person: User | undefined;
  readonly refusal: string | undefined;
  readonly mutate: Mutate;
}

function Member({ membership: { row, waiting }, person, refusal, mutate }: MemberProps) {
  const { t } = useTranslation('projects');
  const name = person?.name ?? t('somebody', { ns: 'app' });
  const choose = (key: string) => {
    const now = roles.find((role) => role === key);
    if (now === undefined || now === row.role) return;
    mutate('membership.update', { id: row.id, changes: { role: { was: row.role, now } } });
  };
  return (
    <li className={styles.member}>
      <PersonAvatar person={person} />
      <span className={styles.name}>{name}</span>
      {waiting && <WaitingDot />}
      {refusal === undefined ? (
        <Picker
          label={t('members.role', { name })}
          choices={roles.map((role) => ({ key: role, label: t(`members.role.${role}`) }))}
          chosen={[row.role]}
          onChoose={choose}
        >
          <span className={styles.dim}>{t(`members.role.${row.role}`)}</span>
        </Picker>
      ) : (
        row.role === 'manager' && <span className={styles.dim}>{t('members.role.manager')}</span>
      )}
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
}

interface AddMemberProps {
  readonly projectId: string;
  readonly already: ReadonlySet<string>;
  readonly refusal: string | undefined;
  readonly mutate: Mutate;
}

function AddMember({ projectId, already, refusal, mutate }: AddMemberProps) {
  const { t } = useTranslation('projects');
  const people = usePeople();
  const add = (userId: string) => {
    const group = { groupTable: 'project', groupId: projectId } as const;
    mutate('membership.add', { id: newId(), userId, ...group, role: 'member' });
  };
  return (
    <AddPerson
      label={t('members.add')}
      people={people.values()}
      already={already}
      refusal={refusal}
      searchLabel={t('members.find')}
      nothingFound={t('members.nothing')}
      onAdd={add}
    />
  );
}
