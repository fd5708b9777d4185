import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewConversationForm } from './new-conversation-form.tsx';
import { closeNewConversation, useNewConversation } from './new-conversation-store.ts';

/** Where a conversation begins: with whom, and for a group what it is called. */
export function NewConversationDialog() {
  const { t } = useTranslation('conversations');
  const opened = useNewConversation((state) => state.opened);
  return (
    <Modal
      opened={opened}
      onClose={closeNewConversation}
      title={t('new')}
      closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
    >
      <NewConversationForm />
    </Modal>
  );
}
