import { startTransition, useEffect, useState } from 'react';

/** False until the first screen stands and there is time for what nobody has asked for yet. */
export function useAfterStart(): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    const waiting = requestIdleCallback(() => startTransition(() => setIsAfter(true)), { timeout: 1_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  return isAfter;
}
