import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writeNumber } from '../../ui/locale.ts';
import styles from './alerts.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least?: number;
  readonly most: number;
  readonly isOff: boolean;
  readonly onChange: (value: number) => void;
}

/** A whole number. It is taken when the field is left, since on the way there it passes through others. */
export function NumberField({ label, value, least = 0, most, isOff, onChange }: NumberFieldProps) {
  const { t } = useTranslation('alerts');
  const [typed, setTyped] = useState<string>();
  const hintId = useId();
  const isWrong = typed !== undefined && !isWhole(typed, least, most);
  const leave = () => {
    if (typed === undefined || isWrong) return;
    if (Number(typed) !== value) onChange(Number(typed));
    setTyped(undefined);
  };
  return (
    <label className={styles.number}>
      <span>{label}</span>
      <input
        className={styles.numberInput}
        inputMode="numeric"
        value={typed ?? String(value)}
        disabled={isOff}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? hintId : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave();
          if (event.key === 'Escape' && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          }
        }}
      />
      {isWrong && (
        <span id={hintId} role="alert">
          {t('number.wrong', { least: writeNumber(least), most: writeNumber(most) })}
        </span>
      )}
    </label>
  );
}

function isWhole(text: string, least: number, most: number): boolean {
  if (!/^\d{1,6}$/.test(text.trim())) return false;
  return Number(text) >= least && Number(text) <= most;
}
