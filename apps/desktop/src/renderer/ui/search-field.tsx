import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  readonly id?: string;
  readonly label: string;
  /** Said on hover: what can be searched for. */
  readonly hint?: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Decides how wide it is. */
  readonly className?: string | undefined;
  /** What stands at its end. */
  readonly children?: ReactNode;
}

/** Where one writes what one looks for. What is found is the caller's. */
export function SearchField(props: SearchFieldProps) {
  const { label, hint, text, onChange, className = styles.inBar, children, ...input } = props;
  return (
    <div className={`${styles.box} ${className}`}>
      <label className={styles.label}>
        <IconSearch size={16} aria-hidden />
        <input
          {...input}
          type="search"
          className={styles.field}
          aria-label={label}
          placeholder={label}
          title={hint}
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      {children}
    </div>
  );
}
