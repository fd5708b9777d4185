import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SignOutDialog } from '../../app/sign-out-dialog.tsx';
import { useEngineStates } from '../../state/engine-states.ts';
import { openLink, useAskedLink } from './asked-link.ts';

const leave = () => useAskedLink.setState({ link: undefined });

/** Asks what to do with a link of another server: nothing is looked up there, and nothing is opened by itself. */
export function AskedLinkDialog() {
  const { t } = useTranslation('links');
  const session = useEngineStates((state) => state.session);
  const link = useAskedLink((state) => state.link);
  const [isLeaving, setIsLeaving] = useState(false);
  if (session?.state !== 'signed-in') return null;
  const values = { there: link?.server ?? '', here: session.server, name: session.name };
  const signOut = () => {
    leave();
    setIsLeaving(true);
  };
  return (
    <>
      <Modal
        opened={link !== undefined}
        onClose={leave}
        title={t('asked.title')}
        closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
      >
        <Stack gap="sm">
          <p data-text>{t('asked.body', values)}</p>
          <p>{t('asked.how')}</p>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={signOut}>
              {t('asked.signOut')}
            </Button>
            <Button variant="default" onClick={() => link !== undefined && openLink(link)}>
              {t('asked.here')}
            </Button>
            <Button onClick={leave}>{t('asked.leave')}</Button>
          </Group>
        </Stack>
      </Modal>
      <SignOutDialog opened={isLeaving} onClose={() => setIsLeaving(false)} />
    </>
  );
}
