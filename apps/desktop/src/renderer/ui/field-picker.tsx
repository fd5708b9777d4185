import { useState } from 'react';
import { EditedBy, type FieldPlace } from '../presence/edited-by.tsx';
import styles from './field-picker.module.css';
import { type Choice, Picker } from './picker.tsx';

/** As many as are seen at once: of more of them one is found by what is typed. */
const FEW = 8;

export interface FieldPickerProps {
  readonly place: FieldPlace;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  /** The value that stands for none, which is shown faintly. */
  readonly none?: string;
  /** What is shown where the value is none of the choices, such as somebody who has left. */
  readonly otherwise?: string | undefined;
  readonly refusal: string | undefined;
  readonly searchLabel: string;
  readonly nothingFound: string;
  readonly onChoose: (key: string) => void;
}

/** A field of which one of several values is chosen; others are told while one does. */
export function FieldPicker(props: FieldPickerProps) {
  const { place, label, choices, value, none, otherwise, refusal, nothingFound, onChoose } = props;
  const [isOpen, setIsOpen] = useState(false);
  const chosen = choices.find(({ key }) => key === value);
  return (
    <EditedBy place={place} isEditing={isOpen} look="line">
      <Picker
        label={label}
        choices={choices}
        chosen={[value]}
        refusal={refusal}
        nothingFound={nothingFound}
        onChoose={onChoose}
        onOpened={setIsOpen}
        {...(choices.length > FEW ? { searchLabel: props.searchLabel } : {})}
      >
        {chosen?.icon}
        <span className={styles.value} data-none={value === none || undefined}>
          {chosen?.label ?? otherwise ?? '…'}
        </span>
      </Picker>
    </EditedBy>
  );
}
