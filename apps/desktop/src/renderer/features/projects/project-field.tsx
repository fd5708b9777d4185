import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditedBy, type FieldPlace } from '../../presence/edited-by.tsx';
import { type Choice, Picker } from '../../ui/picker.tsx';
import styles from './project-fields.module.css';

/** As many as are seen at once: of more of them one is found by what is typed. */
const FEW = 8;

/** One field with its name. */
export function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.content}>{children}</dd>
    </div>
  );
}

export interface FieldPickerProps {
  readonly place: FieldPlace;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  /** What is shown where the value is none of the choices, such as somebody who has left. */
  readonly otherwise?: string | undefined;
  readonly refusal: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** A field of which one of several values is chosen; others are told while one does. */
export function FieldPicker({
  place,
  label,
  choices,
  value,
  otherwise,
  refusal,
  onChoose,
}: FieldPickerProps) {
  const { t } = useTranslation('projects');
  const [isOpen, setIsOpen] = useState(false);
  const chosen = choices.find(({ key }) => key === value);
  return (
    <EditedBy place={place} isEditing={isOpen} look="line">
      <Picker
        label={label}
        choices={choices}
        chosen={[value]}
        refusal={refusal}
        nothingFound={t('filter.nothing')}
        onChoose={onChoose}
        onOpened={setIsOpen}
        {...(choices.length > FEW ? { searchLabel: t('filter.find') } : {})}
      >
        {chosen?.icon}
        <span className={styles.value}>{chosen?.label ?? otherwise ?? '…'}</span>
      </Picker>
    </EditedBy>
  );
}
