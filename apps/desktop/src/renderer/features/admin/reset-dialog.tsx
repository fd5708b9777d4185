import type { User } from '@holdfast/shared/model/user.ts';
import type { RequestResult } from '@holdfast/shared/protocol/requests.ts';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../hooks/use-ask.ts';
import { useNeedsNetwork } from '../../hooks/use-needs-network.ts';
import { Problem } from '../../ui/problem.tsx';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { ShownCode } from './shown-code.tsx';

/** Makes a code with which a person chooses a new password, and shows it once. */
export function ResetButton({ person }: { readonly person: User }) {
  const { t } = useTranslation('admin');
  const needsNetwork = useNeedsNetwork();
  const { problem, isAsking, ask } = useAsk();
  const [made, setMade] = useState<RequestResult<'people.reset'>>();
  const make = async () => setMade(await ask('people.reset', { userId: person.id }));
  const refusal = person.disabled ? t('reset.disabled') : needsNetwork;
  return (
    <>
      <RefusableButton label={t('reset')} refusal={refusal} onClick={() => !isAsking && make()} />
      {problem !== undefined && (
        <Problem title={t('reset.failed')} message={problem} kept={t('kept.nothing')} />
      )}
      <Modal
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        // What is shown once must not be lost by a click beside it.
        closeOnClickOutside={false}
        title={t('reset.title', { name: person.name })}
        closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
      >
        {made && (
          <ShownCode
            made={made}
            email={person.email}
            name={person.name}
            kind="reset"
            onDone={() => setMade(undefined)}
          />
        )}
      </Modal>
    </>
  );
}
