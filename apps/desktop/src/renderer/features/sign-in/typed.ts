/** How one gets in: with a password, with a code, or by asking for a code. */
export type Way = 'password' | 'code' | 'forgot';

/** What was typed in one form and is of use in the next. */
export interface Typed {
  readonly server: string | undefined;
  readonly email: string | undefined;
}

/** What every way in is given. */
export interface WayProps {
  readonly typed: Typed;
  /** Another way is wanted instead. */
  readonly onWay: (way: Way, typed: Typed) => void;
}

/** A field of a form, as it was typed. */
export function textOf(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}

/** What a form holds that another one can use; of what it does not ask, what was known before. */
export function typedIn(form: FormData, before: Typed): Typed {
  return {
    server: form.has('server') ? textOf(form, 'server').trim() || undefined : before.server,
    email: form.has('email') ? textOf(form, 'email').trim() || undefined : before.email,
  };
}
