import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileState } from '../../engine/api/files.ts';

/** What is said aloud once when a file that was under way has arrived, or cannot. Nothing of what stood there from the beginning. */
export function useSettled(name: string, file: FileState | undefined): string {
  const { t } = useTranslation('files');
  const [seen, setSeen] = useState({ state: file?.state, words: '' });
  if (file?.state === undefined || file.state === seen.state) return seen.words;
  const end = seen.state === undefined ? undefined : endOf(seen.state, file.state);
  const words = end === undefined ? '' : t(`settled.${end}`, { name });
  setSeen({ state: file.state, words });
  return words;
}

function endOf(before: FileState['state'], now: FileState['state']): 'here' | 'failed' | undefined {
  if (!['waiting', 'sending', 'receiving'].includes(before)) return undefined;
  if (now === 'here') return 'here';
  return now === 'failed' || now === 'refused' ? 'failed' : undefined;
}
