import { Button, CloseButton, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice, NoticeAct, NoticeAction } from '../../../engine/api/notices.ts';
import { useDeviceSettings } from '../../hooks/use-device-settings.ts';
import { bridge } from '../../state/bridge.ts';
import { placeOfRow } from '../../state/places.ts';
import { goTo } from '../../state/route.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { showToast } from '../../state/toast.ts';
import { PriorityBars } from '../tickets/priority-bars.tsx';
import { NoticeReply } from './notice-reply.tsx';
import styles from './notice-toast.module.css';
import { playChime } from './play-chime.ts';
import { useShownNotice } from './use-shown-notice.ts';

/** What has just come in and concerns one, for whoever has this window before their eyes. */
export function NoticeToast() {
  const { t } = useTranslation('inbox');
  const { notice, hold, close } = useShownNotice();
  useChime(notice);
  // The live region is there before it has something to say; otherwise some readers do not say it.
  return (
    <section
      className={styles.place}
      aria-label={t('toast')}
      onPointerEnter={() => hold('pointer', true)}
      onPointerLeave={() => hold('pointer', false)}
      onFocus={() => hold('keys', true)}
      onBlur={(event) => hold('keys', event.currentTarget.contains(event.relatedTarget))}
    >
      <div role="status">
        {notice !== undefined && <Said key={notice.key} notice={notice} onClose={close} />}
      </div>
      {notice !== undefined && (
        <>
          <Doing key={notice.key} notice={notice} onClose={close} />
          <CloseButton
            size={28}
            className={styles.close}
            aria-label={t('dialog.close', { ns: 'app' })}
            onClick={close}
          />
        </>
      )}
    </section>
  );
}

/** Some kinds are heard, where this device may sound. */
function useChime(notice: Notice | undefined): void {
  const { settings } = useDeviceSettings();
  const isHeard = notice?.sound === true && settings.sounds;
  const heard = isHeard ? `${notice.key} ${notice.title} ${notice.body}` : undefined;
  useEffect(() => {
    if (heard !== undefined) playChime();
  }, [heard]);
}

interface PartProps {
  readonly notice: Notice;
  readonly onClose: () => void;
}

/** What it is; a click leads there. */
function Said({ notice, onClose }: PartProps) {
  const { title, body, urgent, target } = notice;
  const open = () => {
    act({ key: notice.key, action: 'open' });
    goTo((target && placeOfRow(target.table, target.id)) ?? { screen: 'inbox' });
    onClose();
  };
  return (
    <UnstyledButton className={styles.said} data-notice onClick={open}>
      <span className={styles.title}>
        {urgent && <PriorityBars priority="urgent" />}
        <span className={styles.line} dir="auto">
          {title}
        </span>
      </span>
      <span className={styles.body} dir="auto">
        {body}
      </span>
    </UnstyledButton>
  );
}

/** What can be done about it here. */
function Doing({ notice, onClose }: PartProps) {
  const [isReplying, setIsReplying] = useState(false);
  const { key, actions, target } = notice;
  const finish = (action: NoticeAct['action']) => {
    act({ key, action });
    onClose();
  };
  if (isReplying && target !== null)
    return (
      <NoticeReply threadId={target.id} onSent={() => finish('read')} onEnd={() => setIsReplying(false)} />
    );
  if (actions.length === 0) return null;
  return (
    <div className={styles.doing}>
      {actions.includes('reply') && target !== null && (
        <ActButton action="reply" onClick={() => setIsReplying(true)} />
      )}
      {(['assign', 'acknowledge', 'read', 'snooze'] as const)
        .filter((action) => actions.includes(action))
        .map((action) => (
          <ActButton key={action} action={action} onClick={() => finish(action)} />
        ))}
    </div>
  );
}

interface ActButtonProps {
  readonly action: NoticeAction;
  readonly onClick: () => void;
}

function ActButton({ action, onClick }: ActButtonProps) {
  const { t } = useTranslation('inbox');
  return (
    <Button
      variant="subtle"
      color="teal"
      px={10}
      title={action === 'snooze' ? t('toast.snooze.hint') : undefined}
      onClick={onClick}
    >
      {t(`toast.${action}`)}
    </Button>
  );
}

async function act(done: NoticeAct): Promise<void> {
  const outcome = await bridge.call('noticeAct', done);
  if (!outcome.ok) showToast({ text: sayProblem(outcome.error.message) });
}
