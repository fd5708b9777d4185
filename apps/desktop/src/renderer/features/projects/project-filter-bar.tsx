import { projectStages } from '@holdfast/shared/model/project.ts';
import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { writeList } from '../../ui/locale.ts';
import { type Choice, Picker } from '../../ui/picker.tsx';
import { useStageChoices } from './project-fields.tsx';
import { clearFilters, isFiltered, type ProjectFilters, toggled } from './project-filters.ts';
import styles from './projects.module.css';
import { NONE, useDivisionChoices } from './use-divisions.ts';

export interface ProjectFilterBarProps {
  readonly filters: ProjectFilters;
  readonly onChange: (filters: ProjectFilters) => void;
}

/** Narrows the projects down. */
export function ProjectFilterBar({ filters, onChange }: ProjectFilterBarProps) {
  const { t } = useTranslation('projects');
  const divisions = useDivisionChoices();
  const { mine, archived, stages, divisionIds } = filters;
  const chooseStage = (key: string) => {
    const stage = projectStages.find((one) => one === key);
    if (stage !== undefined) onChange({ ...filters, stages: toggled(stages, stage) });
  };
  const chooseDivision = (key: string) =>
    onChange({ ...filters, divisionIds: toggled(divisionIds, key === NONE ? null : key) });
  return (
    <>
      <Toggle
        label={t('filter.mine')}
        isOn={mine}
        onChange={(isOn) => onChange({ ...filters, mine: isOn })}
      />
      <Several label={t('stage')} choices={useStageChoices()} chosen={stages} onChoose={chooseStage} />
      {divisions.length > 1 && (
        <Several
          label={t('divisionId')}
          choices={divisions}
          chosen={divisionIds.map((id) => id ?? NONE)}
          onChoose={chooseDivision}
        />
      )}
      <Toggle
        label={t('filter.archived')}
        isOn={archived}
        onChange={(isOn) => onChange({ ...filters, archived: isOn })}
      />
      {isFiltered(filters) && (
        <UnstyledButton className={styles.clear} onClick={() => onChange(clearFilters(filters))}>
          <IconX size={16} aria-hidden />
          {t('filter.clear')}
        </UnstyledButton>
      )}
    </>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Toggle({ label, isOn, onChange }: ToggleProps) {
  return (
    <UnstyledButton className={styles.toggle} aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {label}
    </UnstyledButton>
  );
}

interface SeveralProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChoose: (key: string) => void;
}

function Several({ label, choices, chosen, onChoose }: SeveralProps) {
  const { t } = useTranslation('projects');
  const names = choices.filter(({ key }) => chosen.includes(key)).map((choice) => choice.label);
  return (
    <Picker
      look="chip"
      several
      label={label}
      choices={choices}
      chosen={chosen}
      onChoose={onChoose}
      nothingFound={t('filter.nothing')}
      {...(choices.length > 8 ? { searchLabel: t('filter.find') } : {})}
    >
      {names.length > 0 && <span className={styles.chosen}>{writeList(names)}</span>}
    </Picker>
  );
}
