import { permissions, whoMay } from '@holdfast/shared/permissions.ts';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { texts as de } from '../../words/problems/texts.de.ts';
import { texts as en } from '../../words/problems/texts.ts';
import { sayProblem, sayRefusal } from './say-problem.ts';

beforeAll(() =>
  i18next.init({
    lng: 'de',
    resources: { de: { problems: de }, en: { problems: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  }),
);

test.each([
  ['The server cannot be reached.', 'Der Server ist nicht erreichbar.'],
  ['This ticket is not there, or you may not see it.', 'Nicht vorhanden oder nicht sichtbar: dieses Ticket.'],
  ['Only the desk can assign tickets.', 'Nur Servicedesk, Leitung und Admins dürfen Tickets zuweisen.'],
  ['Only who wrote a comment can edit it.', 'Einen Kommentar kann nur bearbeiten, wer ihn geschrieben hat.'],
  ['A person with ada@example.org already exists.', 'Eine Person mit ada@example.org gibt es schon.'],
  ['This is for only admins.', 'Das ist nur für Admins.'],
  ['The server is busy: The server is restarting.', 'Der Server ist beschäftigt: Der Server startet neu.'],
])('“%s” is said as “%s”', (english, german) => {
  expect(sayProblem(english)).toBe(german);
});

test('what no version here knows is said as the server says it', () => {
  expect(sayProblem('This gnome is not there, or you may not see it.')).toContain('gnome');
  expect(sayProblem('The moon is full.')).toBe('The moon is full.');
});

test('whoever may do something has a name', () => {
  for (const permission of Object.keys(permissions).filter(isPermission)) {
    if (whoMay(permission) === 'only staff') continue;
    expect(sayRefusal(whoMay(permission), 'change this')).toMatch(/^Nur .* dürfen das ändern\.$/);
  }
});

function isPermission(name: string): name is keyof typeof permissions {
  return name in permissions;
}
