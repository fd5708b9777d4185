import type { Language } from '../../../words/languages.ts';

/** Words that a language writes as English does. */
export const sameWords: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  de: [
    'Admin',
    'Code',
    'Live',
    'Name',
    'Normal',
    'Offline',
    'Online',
    'Person',
    'Server',
    'Status',
    'System',
    'Tickets',
    'Token',
    'Version',
    'WebSocket',
    'in {{age}}',
    'in {{name}}',
    '{{ms}} ms',
  ],
  es: [
    '1 ticket',
    'Admin',
    'No',
    'Normal',
    'Roles',
    'Tickets',
    'Token',
    'WebSocket',
    'no',
    '{{ms}} ms',
    '{{shown}} tickets',
  ],
  ar: ['WebSocket'],
};
