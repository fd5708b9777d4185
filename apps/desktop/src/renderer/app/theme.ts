import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: a deep teal. */
const teal: MantineColorsTuple = [
  '#e9f4f2',
  '#d3e8e5',
  '#a8d3cd',
  '#7bbdb5',
  '#55a99f',
  '#36978d',
  '#1c7c73',
  '#0f6f67',
  '#0b5a54',
  '#074540',
];

/** Greys with a slight warmth. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ef',
  '#eae7e2',
  '#dedad4',
  '#c9c4bc',
  '#a8a29a',
  '#7d776f',
  '#625d56',
  '#423e39',
  '#26231f',
];

const dark: MantineColorsTuple = [
  '#ece8e2',
  '#c8c2ba',
  '#a49d94',
  '#7a746c',
  '#4a4641',
  '#3a3733',
  '#2a2825',
  '#1a1917',
  '#151412',
  '#100f0e',
];

/** What lies behind a dialog stays readable. */
const calm = { overlayProps: { backgroundOpacity: 0.2, blur: 0 } };
const smallPrint = { '--input-description-size': '13px' };
/** What opens over the page stands in a landmark of its own. */
const portalProps = { target: '#floating' };
const lifted = { background: 'var(--ground-raised)', border: '1px solid var(--line-strong)' };
const titled = {
  title: { fontSize: '14px', fontWeight: 600 },
  content: lifted,
  header: { background: 'var(--ground-raised)' },
};
const floating = { portalProps, shadow: 'md', radius: 'md' };

/** Three sizes (13, 14, 18), two weights (400, 600), steps of 4, one radius. */
export const theme = createTheme({
  colors: { teal, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '18px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.5', lg: '1.4', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  shadows: {
    sm: '0 1px 2px rgb(0 0 0 / 8%)',
    md: '0 1px 2px rgb(0 0 0 / 6%), 0 8px 24px rgb(0 0 0 / 12%)',
    lg: '0 2px 4px rgb(0 0 0 / 6%), 0 16px 48px rgb(0 0 0 / 18%)',
  },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '14px' } } },
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    InputDescription: { vars: () => ({ description: smallPrint }) },
    InputWrapper: { vars: () => ({ label: {}, error: {}, description: smallPrint }) },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' }, styles: { input: { fontSize: '14px' } } },
    Modal: {
      defaultProps: { transitionProps: { duration: 100 }, shadow: 'lg', ...calm, padding: 'lg' },
      styles: titled,
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 120 }, shadow: 'lg', ...calm, padding: 'lg' },
      styles: titled,
    },
    Popover: {
      defaultProps: { transitionProps: { duration: 80 }, ...floating },
      styles: { dropdown: lifted },
    },
    Combobox: {
      defaultProps: { transitionProps: { duration: 80 }, ...floating },
      styles: { dropdown: lifted },
    },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, ...floating }, styles: { dropdown: lifted } },
    Tooltip: {
      defaultProps: { portalProps, openDelay: 400, transitionProps: { duration: 80 }, withArrow: false },
    },
  },
});
