import { useTranslation } from 'react-i18next';
import styles from './sign-in.module.css';
import type { Way } from './typed.ts';

export interface WayHeadProps {
  /** A way in, or what a code turned out to be for. */
  readonly of: Way | 'invite' | 'reset';
  readonly isPage: boolean;
}

/** Says what a form is for. A page of its own always does; beside something else, signing in needs no title. */
export function WayHead({ of, isPage }: WayHeadProps) {
  const { t } = useTranslation('sign-in');
  if (!isPage && of === 'password') return null;
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={styles.head}>
      <Title>{t(`title.${of}`)}</Title>
      <p className={styles.dim}>{t(`intro.${of}`)}</p>
    </div>
  );
}
