import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { newId } from '../../state/new-id.ts';
import { goTo } from '../../state/route.ts';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import styles from './projects.module.css';
import { NONE, useDivisionChoices } from './use-divisions.ts';
import { useRefusal } from './use-refusal.ts';

/** Opens the form for a new project, or says who may make one. */
export function NewProjectButton() {
  const { t } = useTranslation('projects');
  const [opened, setOpened] = useState(false);
  const refusal = useRefusal()('project.create', 'make projects');
  return (
    <>
      <RefusableButton
        label={t('new')}
        icon={<IconPlus size={16} aria-hidden />}
        refusal={refusal}
        onClick={() => setOpened(true)}
      />
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('new')}
        closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
      >
        <NewProjectForm onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function NewProjectForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('projects');
  const { problem, mutate } = useMutation();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [divisionId, setDivisionId] = useState<string>();
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const id = newId();
    const project = {
      id,
      membershipId: newId(),
      name: name.trim(),
      description,
      divisionId: divisionId ?? null,
    };
    if (!(await mutate('project.create', project))) return;
    onClose();
    goTo({ screen: 'projects', id });
  };
  return (
    <form onSubmit={create}>
      <Stack gap="lg">
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
          data-autofocus
          dir="auto"
        />
        <Textarea
          label={t('description')}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          autosize
          minRows={4}
          dir="auto"
        />
        <DivisionChoice chosen={divisionId} onChoose={setDivisionId} />
        {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('create')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface DivisionChoiceProps {
  readonly chosen: string | undefined;
  readonly onChoose: (divisionId: string | undefined) => void;
}

/** Which division it is of; not there where there are none. */
function DivisionChoice({ chosen, onChoose }: DivisionChoiceProps) {
  const { t } = useTranslation('projects');
  const divisions = useDivisionChoices();
  if (divisions.length < 2) return null;
  return (
    <div>
      <Picker
        look="chip"
        label={t('divisionId')}
        choices={divisions}
        chosen={[chosen ?? NONE]}
        onChoose={(key) => onChoose(key === NONE ? undefined : key)}
        searchLabel={t('filter.find')}
        nothingFound={t('filter.nothing')}
      >
        <span className={styles.chosen}>{divisions.find(({ key }) => key === (chosen ?? NONE))?.label}</span>
      </Picker>
    </div>
  );
}
