import { useTranslation } from 'react-i18next';
import styles from './typing-line.module.css';
import { useNames } from './use-names.ts';

/** Who writes an answer or message right now (`useTypingIndicator`). It keeps its place, so that nothing moves. */
export function TypingLine({ writers }: { readonly writers: readonly string[] }) {
  const { t } = useTranslation('presence');
  const nameOf = useNames();
  const [first, second] = writers.map(nameOf);
  const count = writers.length - 2;
  const words = count > 0 ? 'many' : second === undefined ? 'one' : 'two';
  return (
    <p className={styles.line} role="status">
      {first !== undefined && t(`writes.${words}`, { first, second, count })}
    </p>
  );
}
