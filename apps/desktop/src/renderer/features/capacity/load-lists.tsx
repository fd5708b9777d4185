import { UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { ChoiceButtons } from '../../ui/choice-buttons.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import type { CapacityChoices } from './capacity-choices.ts';
import { personPlace } from './capacity-place.ts';
import styles from './capacity-screen.module.css';
import { writePercent } from './figures.ts';
import { type Crew, groupsOf } from './grid-rows.ts';
import type { GridView } from './grid-view.ts';
import { writeHours } from './hours-text.ts';
import { type FreePerson, freePeople, type OverPerson, overPeople } from './spare-and-over.ts';
import type { WeekSpan } from './use-boards.ts';
import { shortDay, WEEKS_BEFORE } from './weeks.ts';

/** How many coming weeks are looked at. */
const spans = [1, 4, 13] as const;

export interface LoadListsProps {
  readonly crew: Crew;
  readonly choices: CapacityChoices;
  readonly view: Omit<GridView, 'cells'>;
  readonly onWeeks: (span: WeekSpan) => void;
}

/** Who has too much to do in the coming weeks, and who has room for more. */
export function LoadLists({ crew, choices, view, onWeeks }: LoadListsProps) {
  const { t } = useTranslation('capacity');
  const [count, setCount] = useState<(typeof spans)[number]>(4);
  useEffect(() => onWeeks({ first: WEEKS_BEFORE, last: WEEKS_BEFORE + count - 1 }), [onWeeks, count]);
  const { text, divisionIds } = choices;
  const userIds = useMemo(() => shownPeople(crew, text, divisionIds), [crew, text, divisionIds]);
  const weeks = view.weeks.slice(WEEKS_BEFORE, WEEKS_BEFORE + count);
  const known = userIds.filter(view.knows);
  const over = overPeople(known, weeks, view.loadOf, view.limits.person);
  const free = freePeople(known, weeks, view.loadOf, view.limits.person);
  return (
    <div className={styles.lists}>
      <ChoiceButtons
        label={t('weeks')}
        names={spans}
        chosen={count}
        wordsOf={(span) => t('weeks.coming', { count: span })}
        onChoose={setCount}
      />
      <div className={styles.columns}>
        <PeopleList
          title={t('over')}
          none={t('over.none')}
          people={over}
          week={weeks[0] ?? ''}
          words={useOverWords()}
        />
        <PeopleList
          title={t('free')}
          none={t('free.none')}
          people={free}
          week={weeks[0] ?? ''}
          words={useFreeWords()}
        />
      </div>
    </div>
  );
}

interface PeopleListProps<One extends { readonly userId: string; readonly week?: string }> {
  readonly title: string;
  /** What is said where nobody is. */
  readonly none: string;
  readonly people: readonly One[];
  /** The week in which one is shown that has none of their own. */
  readonly week: string;
  readonly words: (one: One) => string;
}

/** More at once makes a page slow, and nobody reads them. */
const SHOWN = 200;

function PeopleList<One extends { readonly userId: string; readonly week?: string }>(
  props: PeopleListProps<One>,
) {
  const { title, none, people, week, words } = props;
  const { t } = useTranslation('capacity');
  const directory = usePeople();
  return (
    <section className={styles.column} aria-label={title}>
      <h2>
        {title} <span className={styles.dim}>{people.length}</span>
      </h2>
      {people.length === 0 && <p className={styles.dim}>{none}</p>}
      <ul className={styles.peopleList}>
        {people.slice(0, SHOWN).map((one) => {
          const person = directory.get(one.userId);
          return (
            <li key={one.userId}>
              <UnstyledButton
                className={styles.personLine}
                onClick={() =>
                  goTo({ ...useRoute.getState().route, detail: personPlace(one.userId, one.week ?? week) })
                }
              >
                <PersonAvatar person={person} />
                <span className={styles.cut} dir="auto">
                  {person?.name}
                </span>
                <span className={styles.dim}>{words(one)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      {people.length > SHOWN && <p className={styles.dim}>{t('more', { count: people.length - SHOWN })}</p>}
    </section>
  );
}

function useOverWords(): (one: OverPerson) => string {
  const { t } = useTranslation('capacity');
  return ({ weeks, week, load }) =>
    t('over.line', { count: weeks, percent: writePercent(load), week: shortDay(week) });
}

function useFreeWords(): (one: FreePerson) => string {
  const { t } = useTranslation('capacity');
  return ({ free, load }) => t('free.line', { free: writeHours(free), percent: writePercent(load) });
}

function shownPeople(crew: Crew, text: string, divisionIds: readonly string[]): readonly string[] {
  const lower = text.trim().toLocaleLowerCase();
  const ofChosen = new Set(groupsOf(crew, divisionIds).flatMap(({ userIds }) => userIds));
  const isChosen = (id: string) => divisionIds.length === 0 || ofChosen.has(id);
  return crew.people
    .filter(({ id, name }) => isChosen(id) && name.toLocaleLowerCase().includes(lower))
    .map(({ id }) => id);
}
