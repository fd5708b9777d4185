import { useTranslation } from 'react-i18next';
import { bridge } from '../state/bridge.ts';
import styles from './keys.module.css';

const isMac = bridge.shell.platform === 'darwin';

/** Keys that carry the same sign on every keyboard. */
const signs: Readonly<Record<string, string>> = {
  ...(isMac ? { mod: '⌘', shift: '⇧', alt: '⌥' } : {}),
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Keys whose names are other ones on the keyboards of other languages. */
const named = ['mod', 'shift', 'alt', 'Escape', 'Enter', 'Delete', 'Home', 'End'];

export interface KeysProps {
  readonly keys: string;
  /** Where the keys are what it is about, and not only beside it. */
  readonly isSaid?: boolean;
}

/** The keys of a command, as they stand on the keyboard. */
export function Keys({ keys, isSaid = false }: KeysProps) {
  const { t } = useTranslation();
  const nameOf = (key: string) => signs[key] ?? (named.includes(key) ? t(`key.${key}`) : key);
  return (
    <span className={styles.keys} dir="ltr" aria-hidden={!isSaid}>
      {keys
        .split('+')
        .map(nameOf)
        .join(isMac ? '' : ' ')}
    </span>
  );
}
