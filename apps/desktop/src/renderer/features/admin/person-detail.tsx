import { roles, type User, userModel, userSchema } from '@holdfast/shared/model/user.ts';
import { may } from '@holdfast/shared/permissions.ts';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMe } from '../../hooks/use-people.ts';
import type { MutationArgs } from '../../state/mutate.ts';
import styles from '../../ui/detail.module.css';
import { DetailHead } from '../../ui/detail-head.tsx';
import { GoneRow } from '../../ui/gone-row.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Problem } from '../../ui/problem.tsx';
import { TitleField } from '../../ui/title-field.tsx';
import { OverwriteCards } from '../overwrites/overwrite-cards.tsx';
import { PersonAccount } from './person-account.tsx';
import { PersonDevices } from './person-devices.tsx';
import { PersonDivisions } from './person-divisions.tsx';
import { PersonFields } from './person-fields.tsx';
import { useRefusal } from './use-refusal.ts';

/** One person: who they are, what they may do, where they belong, and their devices. */
export function PersonDetail({ id }: DetailProps) {
  const { t } = useTranslation('admin');
  const queried = useRow(userModel, id);
  if (queried === undefined) return null;
  if (queried === null) return <GoneRow title={t('person.gone')} body={t('person.gone.body')} places={[]} />;
  return <OnePerson person={queried.row} waiting={queried.waiting} />;
}

function OnePerson({ person, waiting }: { readonly person: User; readonly waiting: boolean }) {
  const { t } = useTranslation('admin');
  const { problem, mutate } = useMutation();
  const refusal = useRefusal('user.change');
  const { id } = person;
  const change = (changes: MutationArgs<'user.update'>['changes']) => mutate('user.update', { id, changes });
  return (
    <article className={styles.detail} aria-label={person.name}>
      <DetailHead waiting={waiting}>
        <PersonAvatar person={person} />
        <span className={styles.dim}>{t(person.disabled ? 'account.true' : `role.${person.role}`)}</span>
      </DetailHead>
      <div className={styles.scroll}>
        <TitleField
          label={t('name')}
          text={person.name}
          schema={userSchema.shape.name}
          refusal={refusal}
          save={(was, now) => change({ name: { was, now } })}
        />
        <OverwriteCards
          subjectId={id}
          fieldName={(field) => t(field)}
          words={(field, value) => inWords(field, value, t)}
          putBack={(field, mine) => change({ [field]: { was: person[field as keyof User], now: mine } })}
        />
        {problem !== undefined && <Problem message={problem} kept={t('kept.field')} />}
        <PersonFields person={person} refusal={refusal} change={change} />
        <PersonDivisions userId={id} />
        <OfAdmins>
          <PersonAccount person={person} />
          <PersonDevices person={person} />
        </OfAdmins>
      </div>
    </article>
  );
}

function inWords(field: string, value: unknown, t: (key: string) => string): string {
  const role = field === 'role' && roles.find((one) => one === value);
  return role ? t(`role.${role}`) : String(value ?? '');
}

/** What the others do not need to see at all. */
function OfAdmins({ children }: { readonly children: React.ReactNode }) {
  const me = useMe();
  return me !== undefined && may(me.role, 'device.manage', false) ? children : null;
}
