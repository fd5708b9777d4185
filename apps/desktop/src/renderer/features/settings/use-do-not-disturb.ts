import { useNow } from '../../hooks/use-now.ts';
import { usePreference } from '../../hooks/use-preference.ts';
import { type QuietSpan, quietSpanEnd } from './quiet-spans.ts';

const STEP_MS = 15_000;

/** Until when one does not want to be disturbed, and choosing that: on all of one's devices. */
export function useDoNotDisturb() {
  const { chosen, problem, chooseQuiet } = usePreference();
  const now = useNow(STEP_MS);
  const { quietUntil } = chosen;
  return {
    /** Nothing where one may be disturbed. */
    until: quietUntil !== null && Date.parse(quietUntil) > now ? quietUntil : undefined,
    problem,
    begin: (span: QuietSpan) => chooseQuiet({ until: quietSpanEnd(span, new Date()).toISOString() }),
    end: () => chooseQuiet({ until: null }),
  };
}
