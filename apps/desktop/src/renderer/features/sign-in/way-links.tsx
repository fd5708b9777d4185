import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './sign-in.module.css';
import { typedIn, type Way, type WayProps } from './typed.ts';

/** The other ways in, below a form. What was typed goes along. */
export function WayLinks({ ways, typed, onWay }: WayProps & { readonly ways: readonly Way[] }) {
  const { t } = useTranslation('sign-in');
  return (
    <div className={styles.ways}>
      {ways.map((way) => (
        <UnstyledButton
          key={way}
          type="button"
          className={styles.way}
          onClick={({ currentTarget: { form } }) =>
            onWay(way, form === null ? typed : typedIn(new FormData(form), typed))
          }
        >
          {t(`way.${way}`)}
        </UnstyledButton>
      ))}
    </div>
  );
}
