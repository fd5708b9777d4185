import { useTranslation } from 'react-i18next';

interface DayInputProps {
  readonly label: string;
  readonly day: string;
  /** The first day that it may be. */
  readonly min?: string;
  readonly onChange: (day: string) => void;
}

/** A day of a form, which is needed. */
export function DayInput({ label, day, min, onChange }: DayInputProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        required
        min={min}
        value={day}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface ShareInputProps {
  readonly share: number;
  readonly onChange: (share: number) => void;
}

/** How much of a day somebody does not work, in percent. */
export function ShareInput({ share, onChange }: ShareInputProps) {
  const { t } = useTranslation('capacity');
  return (
    <label>
      <span>{t('share')}</span>
      <input
        type="number"
        required
        min={1}
        max={100}
        step={1}
        value={share}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber || 0)}
      />
    </label>
  );
}
