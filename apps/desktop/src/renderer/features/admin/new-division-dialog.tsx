import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { newId } from '../../state/new-id.ts';
import { goTo } from '../../state/route.ts';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { useRefusal } from './use-refusal.ts';

/** Opens the form for a new division. */
export function NewDivisionButton() {
  const { t } = useTranslation('admin');
  const [opened, setOpened] = useState(false);
  const refusal = useRefusal('division.change');
  return (
    <>
      <RefusableButton
        label={t('division.new')}
        icon={<IconPlus size={16} aria-hidden />}
        refusal={refusal}
        onClick={() => setOpened(true)}
      />
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('division.new')}
        closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
      >
        <NewDivisionForm onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function NewDivisionForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('admin');
  const { problem, mutate } = useMutation();
  const [name, setName] = useState('');
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const id = newId();
    if (!(await mutate('division.create', { id, name: name.trim() }))) return;
    onClose();
    goTo({ screen: 'admin', id: 'divisions', detail: { table: 'division', id } });
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
        {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('division.create')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
