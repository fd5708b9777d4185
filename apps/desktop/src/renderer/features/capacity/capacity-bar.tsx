import { mondayOf } from '@holdfast/shared/dates.ts';
import { Button } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceButtons } from '../../ui/choice-buttons.tsx';
import { writeList } from '../../ui/locale.ts';
import { Picker } from '../../ui/picker.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { type CapacityChoices, capacityViews } from './capacity-choices.ts';
import styles from './capacity-screen.module.css';
import type { Crew } from './grid-rows.ts';
import { openOnly, useGrid } from './grid-store.ts';
import { todayOf } from './weeks.ts';

const CalendarDialog = lazy(async () => ({
  default: (await import('./calendar-dialog.tsx')).CalendarDialog,
}));

export interface CapacityBarProps {
  readonly crew: Crew;
  readonly weeks: readonly string[];
  readonly choices: CapacityChoices;
  readonly choose: (changes: Partial<CapacityChoices>) => void;
  /** Brings a week into sight, by its index. */
  readonly onWeek: (index: number) => void;
}

/** What the grid shows, of whom, and from which week on. */
export function CapacityBar({ crew, weeks, choices, choose, onWeek }: CapacityBarProps) {
  const { t } = useTranslation('capacity');
  const hasGrid = choices.view !== 'lists';
  return (
    <div className={styles.bar}>
      <ChoiceButtons
        label={t('views')}
        names={capacityViews}
        chosen={choices.view}
        wordsOf={(view) => t(`view.${view}`)}
        onChoose={(view) => choose({ view })}
      />
      <SearchField label={t('search')} text={choices.text} onChange={(text) => choose({ text })} />
      <Divisions crew={crew} choices={choices} choose={choose} />
      {hasGrid && <WeekField weeks={weeks} onWeek={onWeek} />}
      {choices.view === 'plan' && <OpenAll crew={crew} />}
      <CalendarButton />
    </div>
  );
}

function Divisions({ crew, choices, choose }: Pick<CapacityBarProps, 'crew' | 'choices' | 'choose'>) {
  const { t } = useTranslation('capacity');
  const { divisionIds } = choices;
  if (crew.divisions.length === 0) return null;
  const names = crew.divisions.filter(({ id }) => divisionIds.includes(id)).map(({ name }) => name);
  const toggle = (id: string) =>
    choose({
      divisionIds: divisionIds.includes(id) ? divisionIds.filter((one) => one !== id) : [...divisionIds, id],
    });
  return (
    <Picker
      look="chip"
      several
      label={t('division')}
      choices={crew.divisions.map(({ id, name }) => ({ key: id, label: name }))}
      chosen={divisionIds}
      onChoose={toggle}
      searchLabel={t('division.find')}
      nothingFound={t('line.nothing')}
    >
      {names.length > 0 && <span className={styles.chosen}>{writeList(names)}</span>}
    </Picker>
  );
}

/** Goes to the week of a day. */
function WeekField({ weeks, onWeek }: Pick<CapacityBarProps, 'weeks' | 'onWeek'>) {
  const { t } = useTranslation('capacity');
  const today = todayOf(Date.now());
  const show = (day: string) => {
    const index = weeks.indexOf(mondayOf(day));
    if (index >= 0) onWeek(index);
  };
  return (
    <span className={styles.weekField}>
      <Button variant="default" onClick={() => show(today)}>
        {t('week.this')}
      </Button>
      <input
        type="date"
        className={styles.day}
        aria-label={t('week.go')}
        title={t('week.go')}
        min={weeks[0]}
        max={weeks.at(-1)}
        defaultValue={today}
        onChange={(event) => event.currentTarget.value !== '' && show(event.currentTarget.value)}
      />
    </span>
  );
}

/** Shows what everybody is planned for, or only the sums. */
function OpenAll({ crew }: Pick<CapacityBarProps, 'crew'>) {
  const { t } = useTranslation('capacity');
  const isOpen = useGrid(({ openIds }) => openIds.size > 0);
  return (
    <Button variant="default" onClick={() => openOnly(isOpen ? [] : crew.people.map(({ id }) => id))}>
      {t(isOpen ? 'open.none' : 'open.all')}
    </Button>
  );
}

function CalendarButton() {
  const { t } = useTranslation('capacity');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        className={styles.end}
        variant="default"
        leftSection={<IconCalendarOff size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('calendar')}
      </Button>
      <Suspense>{opened && <CalendarDialog onClose={() => setOpened(false)} />}</Suspense>
    </>
  );
}
