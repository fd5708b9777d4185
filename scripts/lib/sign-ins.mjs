import { randomInt } from 'node:crypto';
import path from 'node:path';
import { keepPrivate } from './private-file.mjs';

const PEOPLE = [
  { role: 'admin', name: 'Ada Okafor', email: 'ada@holdfast.example' },
  { role: 'manager', name: 'Mateo Rinaldi', email: 'mateo@holdfast.example' },
  { role: 'agent', name: 'Priya Nair', email: 'priya@holdfast.example' },
  { role: 'staff', name: 'Sam Whitlock', email: 'sam@holdfast.example' },
];

/** Without the letters and digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * The demo organisation's people with their passwords, `[{ role, name, email, password }]`, as kept in `folder`'s
 * sign-ins.json. The passwords are made once for each such folder: none is the same on two machines.
 */
export function keepSignIns(folder) {
  return JSON.parse(keepPrivate(signInsFile(folder), makeSignIns)).people;
}

export function signInsFile(folder) {
  return path.join(folder, 'sign-ins.json');
}

function makeSignIns() {
  const people = PEOPLE.map((person) => ({ ...person, password: makePassword() }));
  return `${JSON.stringify({ people }, null, 2)}\n`;
}

/** Three groups of four out of 31 signs: 59 bits, and easy to type. */
function makePassword() {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group()].join('-');
}
