import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closeInnermost } from '../state/route.ts';
import styles from './detail.module.css';
import { WaitingDot } from './waiting-dot.tsx';

export interface DetailHeadProps {
  readonly waiting: boolean;
  readonly children: ReactNode;
}

/** What stands above a detail, and the way out of it. */
export function DetailHead({ waiting, children }: DetailHeadProps) {
  const { t } = useTranslation();
  return (
    <header className={styles.head}>
      {children}
      {waiting && <WaitingDot />}
      <span className={styles.end}>
        <Tooltip label={`${t('detail.closeIt')} · Esc`}>
          <ActionIcon aria-label={t('detail.closeIt')} onClick={closeInnermost}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
    </header>
  );
}
