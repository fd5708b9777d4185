import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeForm } from './code-form.tsx';
import { ForgotForm } from './forgot-form.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';
import type { Typed, Way } from './typed.ts';

export interface SignInProps {
  readonly server: string | undefined;
  readonly email?: string | undefined;
  /** Why one has to sign in, if there is more to it than that nobody is. */
  readonly reason?: string | undefined;
  /** A page of its own has a title for each way; beside something else only the unusual ones have. */
  readonly isPage?: boolean;
}

/** All ways in. What was typed in one is there in the next. */
export function SignIn({ server, email, reason, isPage = false }: SignInProps) {
  const { t } = useTranslation('sign-in');
  const [{ way, typed, isFirst }, setPlace] = useState({
    way: 'password' as Way,
    typed: { server, email },
    isFirst: true,
  });
  const onWay = (next: Way, known: Typed) =>
    setPlace({ way: next, typed: { ...typed, ...known }, isFirst: false });
  const Title = isPage ? 'h1' : 'h2';
  return (
    <>
      {(isPage || way !== 'password') && (
        <header className={styles.head}>
          <Title>{t(`title.${way}`)}</Title>
          <p className={styles.dim}>{t(`intro.${way}`)}</p>
        </header>
      )}
      {way === 'password' && <SignInForm typed={typed} onWay={onWay} reason={isFirst ? reason : undefined} />}
      {way === 'code' && <CodeForm typed={typed} onWay={onWay} />}
      {way === 'forgot' && <ForgotForm typed={typed} onWay={onWay} />}
    </>
  );
}
