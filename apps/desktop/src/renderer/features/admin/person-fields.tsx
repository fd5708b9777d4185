import { roles, type User, userSchema } from '@holdfast/shared/model/user.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MutationArgs } from '../../state/mutate.ts';
import styles from '../../ui/detail.module.css';
import { LineField } from '../../ui/line-field.tsx';
import { Picker } from '../../ui/picker.tsx';
import { dayOf, exactTime } from '../../ui/times.ts';

export interface PersonFieldsProps {
  readonly person: User;
  readonly refusal: string | undefined;
  readonly change: (changes: MutationArgs<'user.update'>['changes']) => Promise<boolean>;
}

/** A person's address, role and age, in a compact column. */
export function PersonFields({ person, refusal, change }: PersonFieldsProps) {
  const { t } = useTranslation('admin');
  const setRole = (key: string) => {
    const now = roles.find((role) => role === key);
    if (now !== undefined && now !== person.role) change({ role: { was: person.role, now } });
  };
  return (
    <dl className={styles.fields}>
      <Field label={t('email')}>
        <LineField
          label={t('email')}
          text={person.email}
          schema={userSchema.shape.email}
          refusal={refusal}
          save={(was, now) => change({ email: { was, now } })}
        />
      </Field>
      <Field label={t('role')}>
        <Picker
          label={t('role')}
          choices={roles.map((role) => ({ key: role, label: t(`role.${role}`) }))}
          chosen={[person.role]}
          refusal={refusal}
          onChoose={setRole}
        >
          {t(`role.${person.role}`)}
        </Picker>
        <p className={styles.about}>{t(`role.${person.role}.what`)}</p>
      </Field>
      <Field label={t('added')}>
        <span className={styles.plain} title={exactTime(person.createdAt)}>
          {dayOf(person.createdAt)}
        </span>
      </Field>
    </dl>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
