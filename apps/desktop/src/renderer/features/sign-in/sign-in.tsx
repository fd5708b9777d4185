import { useState } from 'react';
import { CodeForm } from './code-form.tsx';
import { ForgotForm } from './forgot-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { Typed, Way, WayProps } from './typed.ts';
import { WayHead } from './way-head.tsx';

export interface SignInProps {
  readonly server: string | undefined;
  readonly email?: string | undefined;
  /** Why one has to sign in, if there is more to it than that nobody is. */
  readonly reason?: string | undefined;
  readonly isPage?: boolean;
}

interface Place {
  readonly way: Way;
  readonly typed: Typed;
  readonly reason: string | undefined;
}

/** All ways in. What was typed in one is there in the next. */
export function SignIn({ server, email, reason, isPage = false }: SignInProps) {
  const [place, setPlace] = useState<Place>({ way: 'password', typed: { server, email }, reason });
  const onWay = (way: Way, typed: Typed) => setPlace({ way, typed, reason: undefined });
  const props: WayProps = { typed: place.typed, onWay };
  if (place.way === 'code') return <CodeForm {...props} isPage={isPage} />;
  return (
    <>
      <WayHead of={place.way} isPage={isPage} />
      {place.way === 'forgot' ? <ForgotForm {...props} /> : <SignInForm {...props} reason={place.reason} />}
    </>
  );
}
