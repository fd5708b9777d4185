import { type Role, roles } from '@holdfast/shared/model/user.ts';
import type { RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { Picker } from '../../ui/picker.tsx';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import styles from './invite-dialog.module.css';
import { ShownCode } from './shown-code.tsx';
import { useRefusal } from './use-refusal.ts';

/** Invites somebody: asks who it is, and shows the code once. */
export function InviteButton({ onMade }: { readonly onMade?: () => void }) {
  const { t } = useTranslation('admin');
  const [opened, setOpened] = useState(false);
  const refusal = useRefusal('invite.manage');
  const needsNetwork = useNeedsNetwork();
  const close = () => setOpened(false);
  return (
    <>
      <RefusableButton
        label={t('invite')}
        icon={<IconPlus size={16} aria-hidden />}
        refusal={refusal ?? needsNetwork}
        onClick={() => setOpened(true)}
      />
      <Modal
        opened={opened}
        onClose={close}
        // What is shown once must not be lost by a click beside it.
        closeOnClickOutside={false}
        title={t('invite')}
        closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
      >
        <InviteSteps onMade={onMade} onClose={close} />
      </Modal>
    </>
  );
}

interface Wish {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

interface InviteStepsProps {
  readonly onMade: (() => void) | undefined;
  readonly onClose: () => void;
}

function InviteSteps({ onMade, onClose }: InviteStepsProps) {
  const [wish, setWish] = useState<Wish>({ name: '', email: '', role: 'staff' });
  const [made, setMade] = useState<RequestResult<'invites.make'>>();
  const { problem, isAsking, ask } = useAsk();
  const make = async () => {
    const answer = await ask('invites.make', wish);
    setMade(answer);
    if (answer !== undefined) onMade?.();
  };
  if (made !== undefined) return <ShownCode made={made} kind="invite" {...wish} onDone={onClose} />;
  return (
    <InviteForm
      wish={wish}
      onChange={setWish}
      problem={problem}
      isAsking={isAsking}
      onSend={make}
      onClose={onClose}
    />
  );
}

interface InviteFormProps {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
  readonly problem: string | undefined;
  readonly isAsking: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

function InviteForm({ wish, onChange, problem, isAsking, onSend, onClose }: InviteFormProps) {
  const { t } = useTranslation('admin');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isAsking) onSend();
  };
  return (
    <form onSubmit={send}>
      <Stack gap="lg">
        <p>{t('invite.body')}</p>
        <TextInput
          label={t('name')}
          value={wish.name}
          onChange={(event) => onChange({ ...wish, name: event.currentTarget.value })}
          required
          withAsterisk={false}
          data-autofocus
          dir="auto"
        />
        <TextInput
          label={t('email')}
          type="email"
          value={wish.email}
          onChange={(event) => onChange({ ...wish, email: event.currentTarget.value })}
          required
          withAsterisk={false}
        />
        <div>
          <RolePicker role={wish.role} onChange={(role) => onChange({ ...wish, role })} />
          <p className={styles.what}>{t(`role.${wish.role}.what`)}</p>
        </div>
        {problem !== undefined && <Problem title={t('invite.failed')} message={problem} kept={t('kept')} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('invite.make')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function RolePicker({ role, onChange }: { readonly role: Role; readonly onChange: (role: Role) => void }) {
  const { t } = useTranslation('admin');
  return (
    <Picker
      look="chip"
      label={t('role')}
      choices={roles.map((one) => ({ key: one, label: t(`role.${one}`) }))}
      chosen={[role]}
      onChoose={(key) => {
        const chosen = roles.find((one) => one === key);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      <b className={styles.chosen}>{t(`role.${role}`)}</b>
    </Picker>
  );
}
