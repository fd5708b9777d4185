import { useEffect, useState } from 'react';

/** What is quicker than this needs no word about it. */
const SLOW_MS = 300;

/** Whether the component has stood for so long that whoever waits should be told. */
export function useIsSlow(): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSlow;
}
