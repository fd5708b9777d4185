import { useTranslation } from 'react-i18next';
import { Mark } from '../../ui/mark.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

export interface SignInScreenProps {
  readonly server: string | undefined;
  readonly reason: string | undefined;
}

/** What is shown while nobody is signed in on this device. */
export function SignInScreen({ server, reason }: SignInScreenProps) {
  const { t } = useTranslation('sign-in');
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <Mark size={32} />
        <h1>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        <SignInForm key={reason} server={server} reason={reason} />
      </div>
    </main>
  );
}
