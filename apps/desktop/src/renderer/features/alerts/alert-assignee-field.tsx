import type { Alert } from '@holdfast/shared/model/alert.ts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Picker } from '../../ui/picker.tsx';

/** The key of the choice "nobody". */
const NOBODY = '';

export interface AlertAssigneeFieldProps {
  readonly alert: Alert;
  readonly onChoose: (userId: string | null) => void;
}

/** Who looks after an alert. Whoever is chosen sees it from then on. */
export function AlertAssigneeField({ alert, onChoose }: AlertAssigneeFieldProps) {
  const { t } = useTranslation('alerts');
  const people = usePeople();
  const chosen = alert.assigneeId ?? NOBODY;
  const person = people.get(chosen);
  const others = [...people.values()].filter(({ disabled }) => !disabled);
  const name = chosen === NOBODY ? t('assigneeId.none') : (person?.name ?? t('somebody', { ns: 'app' }));
  return (
    <Picker
      label={t('assigneeId')}
      choices={[
        { key: NOBODY, label: t('assigneeId.none'), icon: <PersonAvatar person={undefined} /> },
        ...others.map((one) => ({ key: one.id, label: one.name, icon: <PersonAvatar person={one} /> })),
      ]}
      chosen={[chosen]}
      refusal={alert.state === 'resolved' ? t('assigneeId.over') : undefined}
      searchLabel={t('assigneeId.find')}
      nothingFound={t('assigneeId.nothing')}
      onChoose={(key) => onChoose(key === NOBODY ? null : key)}
    >
      <PersonAvatar person={person} />
      <span>{name}</span>
    </Picker>
  );
}
