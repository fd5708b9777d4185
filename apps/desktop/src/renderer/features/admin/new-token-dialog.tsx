import type { OutsideEventName } from '@holdfast/shared/protocol/outside-events.ts';
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { writeList } from '../../ui/locale.ts';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import styles from './new-token-dialog.module.css';
import { toggle } from './people-filters.ts';
import { ShownOnce } from './shown-once.tsx';
import { useRefusal } from './use-refusal.ts';
import { useScopeChoices } from './use-scope-choices.ts';

/** What is told today; the other names are kept for what comes later. */
const eventsOfToday = [
  'ticket:created',
  'ticket:updated',
  'comment:added',
  'project:updated',
  'presence:change',
] as const satisfies readonly OutsideEventName[];

/** Makes a token for a bot or a dashboard, and shows it once. */
export function NewTokenButton({ onMade }: { readonly onMade: () => void }) {
  const { t } = useTranslation('admin');
  const [opened, setOpened] = useState(false);
  const refusal = useRefusal('token.manage');
  const needsNetwork = useNeedsNetwork();
  return (
    <>
      <RefusableButton
        label={t('token.new')}
        icon={<IconPlus size={16} aria-hidden />}
        refusal={refusal ?? needsNetwork}
        onClick={() => setOpened(true)}
      />
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        // What is shown once must not be lost by a click beside it.
        closeOnClickOutside={false}
        title={t('token.new')}
        closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
      >
        <TokenSteps onMade={onMade} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function TokenSteps({ onMade, onClose }: { readonly onMade: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation('admin');
  const [token, setToken] = useState<string>();
  if (token === undefined) {
    return (
      <TokenForm
        onMade={(made) => {
          setToken(made);
          onMade();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <ShownOnce what="token" secret={token} onDone={onClose}>
      <p>{t('token.use')}</p>
    </ShownOnce>
  );
}

interface TokenFormProps {
  readonly onMade: (token: string) => void;
  readonly onClose: () => void;
}

function TokenForm({ onMade, onClose }: TokenFormProps) {
  const { t } = useTranslation('admin');
  const { problem, isAsking, ask } = useAsk();
  const [name, setName] = useState('');
  const [events, setEvents] = useState<OutsideEventName[]>([...eventsOfToday]);
  const [scopes, setScopes] = useState<string[]>([]);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (isAsking) return;
    const made = await ask('tokens.make', { name, events, scopes });
    if (made !== undefined) onMade(made.token);
  };
  return (
    <form onSubmit={make}>
      <Stack gap="lg">
        <p>{t('token.body')}</p>
        <TextInput
          label={t('name')}
          placeholder={t('token.name.example')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
          data-autofocus
          dir="auto"
        />
        <fieldset className={styles.events}>
          <legend>{t('token.events')}</legend>
          {eventsOfToday.map((event) => (
            <Checkbox
              key={event}
              size="xs"
              label={t(`event.${event}`)}
              checked={events.includes(event)}
              onChange={() => setEvents(toggle(events, event))}
            />
          ))}
        </fieldset>
        <div className={styles.scopes}>
          <ScopePicker scopes={scopes} onChange={setScopes} />
          <p className={styles.dim}>{t('token.sees.body')}</p>
        </div>
        {problem !== undefined && <Problem title={t('token.failed')} message={problem} kept={t('kept')} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('token.make')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ScopePickerProps {
  readonly scopes: readonly string[];
  readonly onChange: (scopes: string[]) => void;
}

function ScopePicker({ scopes, onChange }: ScopePickerProps) {
  const { t } = useTranslation('admin');
  const choices = useScopeChoices();
  const chosen = choices.filter(({ key }) => scopes.includes(key)).map(({ label }) => label);
  const many = choices.length > 8 ? { searchLabel: t('token.sees.find') } : {};
  return (
    <Picker
      look="chip"
      several
      label={t('token.sees')}
      choices={choices}
      chosen={scopes}
      onChoose={(key) => onChange(toggle(scopes, key))}
      nothingFound={t('nothing')}
      {...many}
    >
      <b className={styles.chosen}>{chosen.length === 0 ? t('token.sees.nothing') : writeList(chosen)}</b>
    </Picker>
  );
}
