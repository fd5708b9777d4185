import { UnstyledButton } from '@mantine/core';
import styles from './choice-buttons.module.css';

export interface ChoiceButtonsProps<Name extends string | number> {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly wordsOf: (name: Name) => string;
  readonly onChoose: (name: Name) => void;
}

/** One of a few, all in sight: what a list shows, or as what. */
export function ChoiceButtons<Name extends string | number>({
  label,
  names,
  chosen,
  wordsOf,
  onChoose,
}: ChoiceButtonsProps<Name>) {
  return (
    <div className={styles.group} role="group" aria-label={label}>
      {names.map((name) => (
        <UnstyledButton
          key={name}
          className={styles.choice}
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
        >
          {wordsOf(name)}
        </UnstyledButton>
      ))}
    </div>
  );
}
