import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import type { FormEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AttachButton } from '../../files/attach-button.tsx';
import { DraftFiles } from '../../files/draft-files.tsx';
import { DropArea } from '../../files/drop-area.tsx';
import { useFilesOfDraft } from '../../files/use-files-of-draft.ts';
import { useMe } from '../../hooks/use-people.ts';
import { dropDraft, keepDraft, useDraft } from '../../state/drafts.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import { Keys } from '../../ui/keys.tsx';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { NONE, useTicketChoices } from './choices.tsx';
import styles from './new-ticket-dialog.module.css';
import { isWritten, type NewTicketForm } from './new-ticket-form.ts';
import { closeNewTicket, useNewTicket } from './new-ticket-store.ts';
import { NEW_TICKET, useCreateTicket, writtenForm } from './use-create-ticket.ts';

/** Where a ticket is written. Closing keeps what was written until it is created. */
export function NewTicketDialog() {
  const { t } = useTranslation('tickets');
  const opened = useNewTicket((state) => state.opened);
  return (
    <Modal
      opened={opened}
      onClose={closeNewTicket}
      title={t('new')}
      size={640}
      yOffset="10vh"
      closeButtonProps={{ 'aria-label': t('new.close') }}
    >
      <NewTicketContent />
    </Modal>
  );
}

function NewTicketContent() {
  const { t } = useTranslation('tickets');
  const projectId = useNewTicket((state) => state.projectId);
  const draft = useDraft(NEW_TICKET);
  const form = writtenForm(draft?.text, projectId);
  const { problem, create } = useCreateTicket();
  const files = useFilesOfDraft(NEW_TICKET, Number.POSITIVE_INFINITY);
  const createWithFiles = () => void files.sendWith(create);
  const set = (change: Partial<NewTicketForm>) => {
    const next = { ...form, ...change };
    if (isWritten(next)) keepDraft(NEW_TICKET, { text: JSON.stringify(next) });
    else dropDraft(NEW_TICKET);
  };
  return (
    <DropArea label={t('drop.ticket', { ns: 'files' })} onFiles={files.add}>
      <form
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          createWithFiles();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) createWithFiles();
        }}
      >
        <NewTicketTexts form={form} set={set} />
        <NewTicketFields form={form} set={set} />
        <DraftFiles files={files} kept={t('new.kept')} />
        {problem !== undefined && <Problem message={problem} kept={t('new.kept')} />}
        <div className={styles.end}>
          <span className={styles.apart}>
            <AttachButton onFiles={files.add} />
          </span>
          <Keys keys="mod+Enter" />
          <Button type="submit" disabled={files.waits}>
            {t('create')}
          </Button>
        </div>
      </form>
    </DropArea>
  );
}

interface NewTicketPartProps {
  readonly form: NewTicketForm;
  readonly set: (change: Partial<NewTicketForm>) => void;
}

function NewTicketTexts({ form, set }: NewTicketPartProps) {
  const { t } = useTranslation('tickets');
  return (
    <>
      <TextInput
        label={t('title')}
        value={form.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        data-autofocus
        required
        withAsterisk={false}
        dir="auto"
      />
      <Textarea
        label={t('description')}
        placeholder={t('new.description.hint')}
        value={form.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        autosize
        minRows={6}
        maxRows={16}
        dir="auto"
      />
    </>
  );
}

function NewTicketFields({ form, set }: NewTicketPartProps) {
  const { t } = useTranslation('tickets');
  const me = useMe();
  const choices = useTicketChoices();
  const mayAssign = me === undefined || may(me.role, 'ticket.assign', true);
  const refusal = mayAssign ? undefined : sayRefusal(whoMay('ticket.assign'), 'assign tickets');
  const pick = (field: 'priority' | 'assigneeId' | 'projectId', why?: string) => (
    <Picker
      look="chip"
      label={t(field)}
      choices={choices[field]}
      chosen={[form[field] ?? NONE]}
      refusal={why}
      nothingFound={t('filter.nothing')}
      {...(choices[field].length > 8 ? { searchLabel: t('filter.find') } : {})}
      onChoose={(key) => set({ [field]: key === NONE ? null : key })}
    >
      <b className={styles.chosen}>
        {choices[field].find(({ key }) => key === (form[field] ?? NONE))?.label}
      </b>
    </Picker>
  );
  return (
    <div className={styles.fields}>
      {pick('priority')}
      {pick('assigneeId', refusal)}
      {pick('projectId')}
    </div>
  );
}
