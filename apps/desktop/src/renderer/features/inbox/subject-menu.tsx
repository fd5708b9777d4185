import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBellOff, IconBellPlus, IconDots, IconExternalLink, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../state/bridge.ts';
import { isInOwnWindow } from '../links/own-window.ts';
import { useCopyLink } from '../links/use-copy-link.ts';
import { hearChoices, isHearChoice, useHearChoice } from './hear-choice.ts';
import type { Place } from './inbox-groups.ts';
import styles from './subject-menu.module.css';

const icons = { usual: IconDots, follow: IconBellPlus, mute: IconBellOff };

/** What one hears of a ticket, a project or a conversation, its link, and a window of its own: for the head of one. */
export function SubjectMenu(subject: Place) {
  const { t } = useTranslation('inbox');
  const { chosen, choose } = useHearChoice(subject);
  const label = t(chosen === 'usual' ? 'hear.menu' : `hear.menu.${chosen}`);
  const [isOpen, setIsOpen] = useState(false);
  const Icon = icons[chosen];
  return (
    <Menu
      position="bottom-end"
      width={260}
      withInitialFocusPlaceholder={false}
      opened={isOpen}
      onChange={setIsOpen}
    >
      <Tooltip label={label} disabled={isOpen}>
        <Menu.Target>
          <ActionIcon aria-label={label}>
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Label>{t('hear.label')}</Menu.Label>
        <Menu.RadioGroup value={chosen} onChange={(value) => isHearChoice(value) && choose(value)}>
          {hearChoices.map((choice) => (
            <Menu.RadioItem key={choice} value={choice}>
              <span className={styles.choice}>{t(`hear.${choice}`)}</span>
              <span className={styles.hint}>{t(`hear.${choice}.hint`)}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <LinkItems {...subject} />
      </Menu.Dropdown>
    </Menu>
  );
}

function LinkItems(subject: Place) {
  const { t } = useTranslation('links');
  const copy = useCopyLink(subject);
  return (
    <>
      {!isInOwnWindow(subject.table, subject.id) && (
        <Menu.Item
          leftSection={<IconExternalLink size={16} aria-hidden />}
          onClick={() => bridge.shell.call('openWindow', { table: subject.table, id: subject.id })}
        >
          {t('own')}
        </Menu.Item>
      )}
      {copy !== undefined && (
        <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={copy}>
          {t('copy')}
        </Menu.Item>
      )}
    </>
  );
}
