import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TransfersState } from '../../../engine/api/files.ts';
import { writeSize } from '../../files/file-size.ts';
import { useSave } from '../../hooks/use-save.ts';
import { useTransfers } from '../../hooks/use-transfers.ts';
import { bridge } from '../../state/bridge.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { showToast } from '../../state/toast.ts';
import { Problem } from '../../ui/problem.tsx';
import { TransferList } from '../connection/transfer-list.tsx';
import { ChoiceField } from './choice-field.tsx';
import { roomChoices } from './room-choices.ts';
import styles from './settings.module.css';
import { Setting, SettingsPart } from './settings-part.tsx';

/** The files on this device: how much room they take, how much they may, and which of them always stay. */
export function FilesSection() {
  const transfers = useTransfers();
  if (transfers === undefined) return null;
  return (
    <>
      <RoomPart room={transfers.room} />
      <PinnedPart transfers={transfers} />
    </>
  );
}

function RoomPart({ room }: Pick<TransfersState, 'room'>) {
  const { t } = useTranslation('settings');
  const { problem, save } = useSave();
  return (
    <SettingsPart title={t('room')} hint={t('room.hint')}>
      <Setting label={t('room.used')} hint={t('room.used.hint', { size: writeSize(room.pinned) })}>
        <span className={styles.fixed}>{writeSize(room.used)}</span>
      </Setting>
      <Setting label={t('room.limit')} hint={t('room.limit.hint')}>
        <ChoiceField
          label={t('room.limit')}
          choices={roomChoices(room.limit).map((bytes) => ({ key: String(bytes), label: writeSize(bytes) }))}
          chosen={[String(room.limit)]}
          onChoose={(key) => save(() => bridge.call('fileRoom', { bytes: Number(key) }))}
        >
          {writeSize(room.limit)}
        </ChoiceField>
      </Setting>
      {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
      <Setting label={t('room.free')} hint={t('room.free.hint')}>
        <Button className={styles.fixed} variant="default" onClick={freeRoom}>
          {t('room.free.do')}
        </Button>
      </Setting>
    </SettingsPart>
  );

  async function freeRoom(): Promise<void> {
    const outcome = await bridge.call('filesForget', {});
    if (!outcome.ok) showToast({ text: sayProblem(outcome.error.message) });
    else showToast({ text: t('room.freed', { size: writeSize(outcome.value.freed) }) });
  }
}

function PinnedPart({ transfers: { pinned } }: { readonly transfers: TransfersState }) {
  const { t } = useTranslation('settings');
  return (
    <SettingsPart title={t('pinned')} hint={t('pinned.hint')}>
      {pinned.length === 0 ? (
        <p className={styles.dim}>{t('pinned.none')}</p>
      ) : (
        <TransferList label={t('pinned')} transfers={pinned} />
      )}
    </SettingsPart>
  );
}
