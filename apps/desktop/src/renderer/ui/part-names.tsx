import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import styles from './part-names.module.css';

export interface PartNamesProps<Name extends string> {
  /** What the parts are of. */
  readonly label: string;
  readonly parts: readonly { readonly name: Name; readonly label: string }[];
  readonly current: Name;
  /** Whether the part that is shown takes the keys itself, as a list does. */
  readonly partTakesKeys: boolean;
  readonly onChoose: (name: Name) => void;
}

/** The parts of a screen by their names, side by side; one of them is shown. */
export function PartNames<Name extends string>(props: PartNamesProps<Name>) {
  const { label, parts, current, partTakesKeys, onChoose } = props;
  const here = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each part is a screen of its own, and whoever walks through them with the keyboard stays among their names
  useEffect(() => {
    const hasFocus = document.activeElement !== document.body;
    if (!hasFocus && !partTakesKeys) here.current?.focus({ preventScroll: true });
  }, [current, partTakesKeys]);
  return (
    <nav className={styles.names} aria-label={label}>
      {parts.map((part) => (
        <UnstyledButton
          key={part.name}
          ref={part.name === current ? here : undefined}
          className={styles.name}
          aria-current={part.name === current ? 'page' : undefined}
          onClick={() => onChoose(part.name)}
        >
          {part.label}
        </UnstyledButton>
      ))}
    </nav>
  );
}
