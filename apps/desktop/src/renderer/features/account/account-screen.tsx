import { useTranslation } from 'react-i18next';
import { useMe } from '../../hooks/use-people.ts';
import { useRequest } from '../../hooks/use-request.ts';
import { useEngineStates } from '../../state/engine-states.ts';
import styles from './account.module.css';
import { DevicesPart } from './devices-part.tsx';
import { KeepingPart } from './keeping-part.tsx';
import { PasswordPart } from './password-part.tsx';

/** One's own account: who one is, where one is signed in, the password, and how this device keeps the session. */
export function AccountScreen() {
  const { t } = useTranslation('account');
  const me = useMe();
  const server = useEngineStates(({ session }) => session?.server);
  const devices = useRequest('account.devices', {});
  return (
    <div className={styles.screen}>
      <div className={styles.column}>
        <header className={styles.head} data-text>
          <h1 dir="auto">{me?.name}</h1>
          <p className={styles.dim}>
            {[me?.email, me && t(`role.${me.role}`), server && new URL(server).host]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </header>
        <DevicesPart request={devices} />
        <PasswordPart onChanged={devices.reload} />
        <KeepingPart />
      </div>
    </div>
  );
}
