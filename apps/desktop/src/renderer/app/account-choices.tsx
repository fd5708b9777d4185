import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../hooks/use-preference.ts';
import styles from './account-menu.module.css';

/** What one lets others know of oneself. */
export function AccountChoices() {
  const { t } = useTranslation();
  const { chosen, problem, choose } = usePreference();
  return (
    <>
      <Choice
        label={t('account.appearOffline')}
        isOn={chosen.appearOffline}
        onChange={(appearOffline) => choose({ appearOffline })}
      />
      <Choice
        label={t('account.receipts')}
        isOn={chosen.receipts}
        onChange={(receipts) => choose({ receipts })}
      />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {t('problem.title')} {problem}
        </p>
      )}
      <Menu.Divider />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Choice({ label, isOn, onChange }: ChoiceProps) {
  return (
    <Menu.CheckboxItem
      checked={isOn}
      checkIcon={<IconCheck size={16} aria-hidden />}
      closeMenuOnClick={false}
      onChange={onChange}
    >
      {label}
    </Menu.CheckboxItem>
  );
}
