import { useTranslation } from 'react-i18next';
import { Mark } from '../../ui/mark.tsx';
import { LanguageField } from './language-field.tsx';
import styles from './sign-in.module.css';
import { SignIn } from './sign-in.tsx';

export interface SignInScreenProps {
  readonly server: string | undefined;
  readonly reason: string | undefined;
  /** An admin had the data of this device removed. */
  readonly wasWiped: boolean;
}

/** What is shown while nobody is signed in on this device. */
export function SignInScreen({ server, reason, wasWiped }: SignInScreenProps) {
  const { t } = useTranslation('sign-in');
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <Mark size={32} />
        {wasWiped && (
          <p className={styles.notice} role="status" data-text>
            {t('wiped')}
          </p>
        )}
        <SignIn key={reason} server={server} reason={wasWiped ? undefined : reason} isPage />
        <div className={styles.language}>
          <LanguageField />
        </div>
      </div>
    </main>
  );
}
