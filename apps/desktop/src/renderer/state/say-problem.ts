import i18next from 'i18next';
import { texts } from '../../words/problems/texts.ts';

/** What may be put into a sentence and is one of a few phrases, by how their keys begin. */
const phrases: Readonly<Record<string, string>> = {
  thing: 'thing.',
  who: 'who.',
  what: 'do.',
  deed: 'deed.',
  field: 'field.',
  fault: 'fault.',
};

/** A whole sentence that may be put into another one. */
const SENTENCE = 'why';

const sentences = Object.entries(texts)
  .filter(([key]) => !Object.values(phrases).some((begin) => key.startsWith(begin)))
  .map(([key, english]) => ({ key, pattern: patternOf(english) }));

/**
 * Why something was not done, in the language of the page: a sentence of the server or the engine, which are
 * English. One that is not known, as from another version, is said as it is.
 */
export function sayProblem(sentence: string): string {
  if (i18next.language === 'en') return sentence;
  for (const { key, pattern } of sentences) {
    const found = pattern.exec(sentence);
    const values = found && inWords(found.groups ?? {});
    if (values) return i18next.t(key, { ns: 'problems', ...values });
  }
  return sentence;
}

/** That something is not for everybody: `who` as `whoMay` names them ("only the desk"), and what only they can do. */
export function sayRefusal(who: string, what: string): string {
  return sayProblem(`${who.charAt(0).toUpperCase()}${who.slice(1)} can ${what}.`);
}

/** What is wrong with a certificate, as the engine names it; nothing for anything else. */
export function sayFault(fault: string): string | undefined {
  return wordsOf('fault', fault);
}

/** The values in words; nothing where one of them should be a phrase and is none that is known. */
function inWords(values: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const said: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const words = wordsOf(name, value);
    if (words === undefined) return undefined;
    said[name] = words;
  }
  return said;
}

function wordsOf(name: string, value: string): string | undefined {
  if (name === SENTENCE) return sayProblem(value);
  const begin = phrases[name];
  if (begin === undefined) return value;
  const [key] = Object.entries(texts).find(([key, text]) => key.startsWith(begin) && text === value) ?? [];
  if (key === undefined) return undefined;
  return i18next.language === 'en' ? value : i18next.t(key, { ns: 'problems' });
}

function patternOf(english: string): RegExp {
  const plain = english.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${plain.replaceAll(/\{\{(\w+)\}\}/g, '(?<$1>.+?)')}$`, 's');
}
