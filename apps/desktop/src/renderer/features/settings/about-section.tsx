import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { About } from '../../../preload/shell-calls.ts';
import { useNow } from '../../hooks/use-now.ts';
import { bridge } from '../../state/bridge.ts';
import { showToast } from '../../state/toast.ts';
import { clockTime } from '../../ui/times.ts';
import { DiagnosticsPart } from '../connection/diagnostics-part.tsx';
import styles from './settings.module.css';
import { SettingsPart } from './settings-part.tsx';

/** What runs here, where it keeps its things, and what went wrong before. */
export function AboutSection() {
  const about = useAbout();
  if (about === undefined) return null;
  return (
    <>
      <Versions about={about} />
      <Logs about={about} />
      <Crashes about={about} />
      <div className={styles.part}>
        <DiagnosticsPart />
      </div>
    </>
  );
}

function useAbout(): About | undefined {
  const [about, setAbout] = useState<About>();
  useEffect(() => {
    bridge.shell.call('about', {}).then(setAbout);
  }, []);
  return about;
}

function Versions({ about }: { readonly about: About }) {
  const { t } = useTranslation('settings');
  const copy = async () => {
    const lines = about.versions.map(({ name, version }) => `${name} ${version}`);
    await navigator.clipboard.writeText(lines.join('\n'));
    showToast({ text: t('about.copied') });
  };
  return (
    <SettingsPart title={t('about.versions')}>
      <dl className={styles.facts} data-text>
        {about.versions.map(({ name, version }) => (
          <div key={name} className={styles.fact}>
            <dt className={styles.dim}>{name}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button variant="default" onClick={copy}>
          {t('about.copy')}
        </Button>
      </div>
    </SettingsPart>
  );
}

function Logs({ about }: { readonly about: About }) {
  const { t } = useTranslation('settings');
  return (
    <SettingsPart title={t('about.files')} hint={t('about.files.hint')}>
      <dl className={styles.facts} data-text>
        <div className={styles.fact}>
          <dt className={styles.dim}>{t('about.profile')}</dt>
          <dd>{about.profile}</dd>
        </div>
        <div className={styles.fact}>
          <dt className={styles.dim}>{t('about.logs')}</dt>
          <dd>{about.logs}</dd>
        </div>
      </dl>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => bridge.shell.call('openFolder', { which: 'logs' })}>
          {t('about.logs.open')}
        </Button>
      </div>
    </SettingsPart>
  );
}

function Crashes({ about: { crashes } }: { readonly about: About }) {
  const { t } = useTranslation('settings');
  const now = useNow(60_000);
  return (
    <SettingsPart title={t('about.crashes')} hint={t('about.crashes.hint')}>
      {crashes.length === 0 ? (
        <p>{t('about.crashes.none')}</p>
      ) : (
        <>
          <ul className={styles.crashes} data-text>
            {crashes.map(({ id, at, file }) => (
              <li key={id}>
                <span>{clockTime(at, now)}</span> <span className={styles.dim}>{file}</span>
              </li>
            ))}
          </ul>
          <div className={styles.buttons}>
            <Button variant="default" onClick={() => bridge.shell.call('openFolder', { which: 'crashes' })}>
              {t('about.crashes.open')}
            </Button>
          </div>
        </>
      )}
    </SettingsPart>
  );
}
