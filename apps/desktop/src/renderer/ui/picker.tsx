import { Combobox, Tooltip, useCombobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { matches } from './matches.ts';
import styles from './picker.module.css';

export interface Choice {
  /** Stands for the value; unique among the choices. */
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
}

export interface PickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChoose: (key: string) => void;
  /** What the button shows. Its name to screen readers is the label and this. */
  readonly children: ReactNode;
  /** Several may be chosen: choosing one keeps the list open. */
  readonly several?: boolean;
  /** Why it cannot be changed. The button stays reachable and says so. */
  readonly refusal?: string | undefined;
  /** What is typed finds choices, where there are many. */
  readonly searchLabel?: string;
  readonly nothingFound?: string;
  readonly look?: 'field' | 'chip';
  /** Its list has opened or closed. */
  readonly onOpened?: (isOpen: boolean) => void;
}

/** A quiet button that opens a list to choose from. */
export function Picker(props: PickerProps) {
  return props.refusal === undefined ? <OpenPicker {...props} /> : <RefusedPicker {...props} />;
}

/** Not to be changed, but to be reached: it says why. */
function RefusedPicker(props: PickerProps) {
  return (
    <Tooltip label={props.refusal} events={{ hover: true, focus: true, touch: true }} openDelay={100}>
      <button
        type="button"
        className={styles[props.look ?? 'field']}
        aria-disabled
        aria-description={props.refusal}
      >
        <ButtonText {...props} />
      </button>
    </Tooltip>
  );
}

function ButtonText({ label, look, children }: PickerProps) {
  return (
    <>
      <span className={look === 'chip' ? undefined : 'said'}>{label}</span> {children}
    </>
  );
}

function OpenPicker(props: PickerProps) {
  const { label, choices, chosen, searchLabel } = props;
  const [words, setWords] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setWords('');
      props.onOpened?.(false);
    },
    onDropdownOpen: () => {
      props.onOpened?.(true);
      if (searchLabel === undefined) combobox.selectActiveOption();
    },
  });
  const shown = choices.filter((choice) => matches(choice.label, words));
  const choose = (key: string) => {
    props.onChoose(key);
    if (!props.several) combobox.closeDropdown();
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      width={240}
      position="bottom-start"
      keepMounted={false}
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={styles[props.look ?? 'field']}
          onClick={() => combobox.toggleDropdown()}
        >
          <ButtonText {...props} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {searchLabel !== undefined && (
          <Combobox.Search
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
            }}
            placeholder={searchLabel}
            autoFocus
            aria-label={searchLabel}
          />
        )}
        <Combobox.Options mah={280} className={styles.options} aria-label={label}>
          {shown.map((choice) => (
            <Combobox.Option key={choice.key} value={choice.key} active={chosen.includes(choice.key)}>
              <span className={styles.option}>
                {choice.icon}
                <span className={styles.optionLabel}>{choice.label}</span>
                {chosen.includes(choice.key) && <IconCheck size={16} aria-hidden />}
              </span>
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{props.nothingFound}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
