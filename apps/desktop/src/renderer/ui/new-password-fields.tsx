import { useTranslation } from 'react-i18next';
import { PasswordField } from './password-field.tsx';

/** A new password, twice, with the rules said beforehand. What was typed is in the form's data. */
export function NewPasswordFields({ autoFocus = false }: { readonly autoFocus?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <PasswordField
        name="next"
        label={t('password.next')}
        description={t('password.rules')}
        autoComplete="new-password"
        autoFocus={autoFocus}
        required
        withAsterisk={false}
      />
      <PasswordField
        name="again"
        label={t('password.again')}
        autoComplete="new-password"
        required
        withAsterisk={false}
      />
    </>
  );
}

/** The new password of a form; nothing where it was not typed the same way twice. */
export function readNewPassword(form: FormData): string | undefined {
  const next = form.get('next');
  return typeof next === 'string' && next === form.get('again') ? next : undefined;
}
