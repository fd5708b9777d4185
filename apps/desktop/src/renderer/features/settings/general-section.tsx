import { useTranslation } from 'react-i18next';
import { isLanguage, languageChoices, languageFor, languageNames } from '../../../words/languages.ts';
import { useDeviceSettings } from '../../hooks/use-device-settings.ts';
import { bridge } from '../../state/bridge.ts';
import { writeNumber } from '../../ui/locale.ts';
import { ChoiceField } from './choice-field.tsx';
import { Setting, SettingsPart, SwitchSetting } from './settings-part.tsx';

/** Electron's zoom levels: each step is a fifth. */
const zooms = [-2, -1, 0, 1, 2, 3, 4];
const STEP = 1.2;

/** What is chosen for this device: language, size, start and end. */
export function GeneralSection() {
  const { t } = useTranslation('settings');
  const { settings, choose } = useDeviceSettings();
  return (
    <>
      <SettingsPart title={t('look')}>
        <Setting label={t('language')}>
          <LanguagePicker />
        </Setting>
        <Setting label={t('zoom')} hint={t('zoom.hint')}>
          <ZoomPicker />
        </Setting>
        <SwitchSetting
          label={t('spell')}
          hint={t('spell.hint')}
          isOn={settings.spellCheck}
          onChange={(spellCheck) => choose({ spellCheck })}
        />
      </SettingsPart>
      <SettingsPart title={t('running')}>
        <SwitchSetting
          label={t('login')}
          hint={t('login.hint')}
          isOn={settings.startAtLogin}
          onChange={(startAtLogin) => choose({ startAtLogin })}
        />
        <SwitchSetting
          label={t('tray')}
          hint={t('tray.hint')}
          isOn={settings.closeToTray}
          onChange={(closeToTray) => choose({ closeToTray })}
        />
      </SettingsPart>
    </>
  );
}

function LanguagePicker() {
  const { t } = useTranslation('settings');
  const { settings, choose } = useDeviceSettings();
  const ofSystem = languageNames[languageFor('system', bridge.shell.systemLanguages)];
  const choices = languageChoices.map((key) => ({
    key,
    label: isLanguage(key) ? languageNames[key] : t('language.system', { name: ofSystem }),
  }));
  return (
    <ChoiceField
      label={t('language')}
      choices={choices}
      chosen={[settings.language]}
      onChoose={(key) => choose({ language: isLanguage(key) ? key : 'system' })}
    >
      {choices.find(({ key }) => key === settings.language)?.label}
    </ChoiceField>
  );
}

function ZoomPicker() {
  const { t } = useTranslation('settings');
  const { settings, choose } = useDeviceSettings();
  return (
    <ChoiceField
      label={t('zoom')}
      choices={zooms.map((level) => ({ key: String(level), label: percentOf(level) }))}
      chosen={[String(settings.zoom)]}
      onChoose={(key) => choose({ zoom: Number(key) })}
    >
      {percentOf(settings.zoom)}
    </ChoiceField>
  );
}

function percentOf(level: number): string {
  return writeNumber(STEP ** level, { style: 'percent', maximumFractionDigits: 0 });
}
