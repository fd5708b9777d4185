import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Choice, Picker } from '../../ui/picker.tsx';
import styles from './data.module.css';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** Many choices are found by typing. */
const MANY = 10;

/** A name, and a list of which one is chosen. */
export function Field({ label, hint, choices, chosen, onChoose }: FieldProps) {
  const { t } = useTranslation('data');
  const search = choices.length > MANY ? { searchLabel: t('find'), nothingFound: t('nothing') } : {};
  return (
    <div className={styles.field}>
      <span className={styles.label} dir="auto">
        {label}
        {hint !== undefined && <span className={styles.dim}>{hint}</span>}
      </span>
      <Picker label={label} choices={choices} chosen={[chosen]} onChoose={onChoose} {...search}>
        <span className={styles.chosen}>
          <span dir="auto">{choices.find(({ key }) => key === chosen)?.label}</span>
          <IconChevronDown size={16} aria-hidden />
        </span>
      </Picker>
    </div>
  );
}
