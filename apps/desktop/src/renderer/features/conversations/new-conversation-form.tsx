import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/problem.tsx';
import { closeNewConversation } from './new-conversation-store.ts';
import { PeopleField } from './people-field.tsx';
import { useCreateGroup } from './use-create-group.ts';
import { useOpenDirect } from './use-open-direct.ts';

/** Besides oneself: more people talk better in a group, as the rules say (MOST_IN_DIRECT). */
const MOST_OTHERS = 9;

export function NewConversationForm() {
  const { t } = useTranslation('conversations');
  const [people, setPeople] = useState<string[]>([]);
  const [name, setName] = useState('');
  const direct = useOpenDirect();
  const group = useCreateGroup();
  const isGroup = name.trim() !== '';
  const needsName = !isGroup && people.length > MOST_OTHERS;
  const canStart = !needsName && (isGroup || people.length > 0);
  const problem = isGroup ? group.problem : direct.problem;
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (!canStart) return;
    const isStarted = isGroup ? await group.create(name.trim(), people) : await direct.open(people);
    if (isStarted) closeNewConversation();
  };
  return (
    <form onSubmit={start}>
      <Stack gap="lg">
        <PeopleField chosen={people} onChange={setPeople} />
        <TextInput
          label={t('new.name')}
          description={t('new.name.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={needsName ? t('new.name.needed') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          dir="auto"
        />
        {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={closeNewConversation}>
            {t('cancel', { ns: 'app' })}
          </Button>
          <Button type="submit" disabled={!canStart}>
            {t(isGroup ? 'new.group' : 'new.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
