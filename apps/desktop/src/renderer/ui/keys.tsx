import { bridge } from '../state/bridge.ts';
import styles from './keys.module.css';

const isMac = bridge.shell.platform === 'darwin';
const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  alt: isMac ? '⌥' : 'Alt',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
};

export interface KeysProps {
  readonly keys: string;
  /** Where the keys are what it is about, and not only beside it. */
  readonly isSaid?: boolean;
}

/** The keys of a command, as they stand on the keyboard. */
export function Keys({ keys, isSaid = false }: KeysProps) {
  return (
    <span className={styles.keys} aria-hidden={!isSaid}>
      {keys
        .split('+')
        .map((key) => names[key] ?? key)
        .join(isMac ? '' : ' ')}
    </span>
  );
}
