import { IconChevronDown } from '@tabler/icons-react';
import { Picker, type PickerProps } from '../../ui/picker.tsx';
import styles from './settings.module.css';

/** A setting of which one of several is chosen. */
export function ChoiceField({ children, ...props }: PickerProps) {
  return (
    <span className={styles.choice}>
      <Picker {...props}>
        <span className={styles.chosen}>
          {children}
          <IconChevronDown size={16} aria-hidden />
        </span>
      </Picker>
    </span>
  );
}
