import { bridge } from '../state/bridge.ts';
import styles from './keys.module.css';

const isMac = bridge.shell.platform === 'darwin';
const names: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', shift: isMac ? '⇧' : 'Shift' };

/** The keys of a command, as they stand on the keyboard. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden>
      {keys
        .split('+')
        .map((key) => names[key] ?? key)
        .join(isMac ? '' : ' ')}
    </span>
  );
}
