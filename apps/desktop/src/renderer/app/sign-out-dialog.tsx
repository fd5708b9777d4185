import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetAccount } from '../state/account.ts';
import { bridge } from '../state/bridge.ts';
import { useDrafts } from '../state/drafts.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { sayProblem } from '../state/say-problem.ts';

export interface SignOutDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Says what signing out takes with it, and asks. */
export function SignOutDialog({ opened, onClose }: SignOutDialogProps) {
  const { t } = useTranslation();
  const waiting = useEngineStates((state) => state.connection?.waiting ?? 0);
  const refused = useEngineStates((state) => state.connection?.refused ?? 0);
  const files = useEngineStates(({ transfers }) => transfers?.unsent ?? 0);
  const losesChanges = waiting + refused + files > 0;
  const hasTexts = useDrafts((state) => Object.keys(state.drafts).length > 0);
  const hasDraftFiles = useEngineStates(({ transfers }) => (transfers?.inDrafts ?? 0) > 0);
  const [problem, setProblem] = useState<string>();
  const signOut = async () => {
    const outcome = await bridge.call('signOut', { discardWaiting: losesChanges });
    if (outcome.ok) forgetAccount();
    else setProblem(sayProblem(outcome.error.message));
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('signOut.title')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Stack gap="sm">
        <p>{t('signOut.body')}</p>
        {(hasTexts || hasDraftFiles) && <p>{t('signOut.drafts')}</p>}
        {waiting > 0 && <p>{t('signOut.waiting', { count: waiting })}</p>}
        {refused > 0 && <p>{t('signOut.refused', { count: refused })}</p>}
        {files > 0 && <p>{t('signOut.files', { count: files })}</p>}
        {problem !== undefined && <p role="alert">{problem}</p>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={signOut}>{t(losesChanges ? 'signOut.discard' : 'signOut.confirm')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
