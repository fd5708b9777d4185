import { Switch } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

export interface SettingsPartProps {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Settings that belong together. */
export function SettingsPart({ title, hint, children }: SettingsPartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <h2>{title}</h2>
      {hint !== undefined && <p className={styles.dim}>{hint}</p>}
      {children}
    </section>
  );
}

export interface SettingProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/** One setting: what it is, and where it is chosen. */
export function Setting({ label, hint, children }: SettingProps) {
  return (
    <div className={styles.setting}>
      <span className={styles.what}>
        <span>{label}</span>
        {hint !== undefined && <span className={styles.dim}>{hint}</span>}
      </span>
      {children}
    </div>
  );
}

export interface SwitchSettingProps extends Omit<SettingProps, 'children'> {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** One that is on or off. */
export function SwitchSetting({ label, hint, isOn, onChange }: SwitchSettingProps) {
  const hintId = useId();
  return (
    <div className={styles.setting}>
      <span className={styles.what}>
        <span aria-hidden>{label}</span>
        {hint !== undefined && (
          <span id={hintId} className={styles.dim}>
            {hint}
          </span>
        )}
      </span>
      <Switch
        aria-label={label}
        aria-describedby={hint === undefined ? undefined : hintId}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
