import { notificationKinds } from '@holdfast/shared/notification-kinds.ts';
import { expect, test } from 'vitest';
import { quietSpanEnd } from './quiet-spans.ts';
import { texts } from './texts.ts';
import { whatHappens } from './what-happens.ts';

test('what happens with a kind is said as it is chosen, and nothing shows without the inbox', () => {
  expect(whatHappens({}, 'assigned')).toBe('happens.both');
  expect(whatHappens({}, 'urgent')).toBe('happens.both.sound');
  expect(whatHappens({}, 'created')).toBe('happens.nothing');
  expect(whatHappens({ assigned: { native: false } }, 'assigned')).toBe('happens.toast');
  expect(whatHappens({ assigned: { toast: false, sound: true } }, 'assigned')).toBe('happens.native.sound');
  expect(whatHappens({ urgent: { toast: false, native: false } }, 'urgent')).toBe('happens.inbox');
  expect(whatHappens({ urgent: { inbox: false } }, 'urgent')).toBe('happens.nothing');
});

test('there are words for whatever happens', () => {
  const choices = [true, false];
  const said = notificationKinds.flatMap((kind) =>
    choices.flatMap((inbox) =>
      choices.flatMap((toast) =>
        choices.flatMap((native) =>
          choices.map((sound) => whatHappens({ [kind]: { inbox, toast, native, sound } }, kind)),
        ),
      ),
    ),
  );
  expect(said.filter((key) => !(key in texts))).toEqual([]);
});

test('one is not disturbed for an hour, or until the next morning', () => {
  const night = new Date(2026, 2, 28, 23, 15);
  expect(quietSpanEnd('hour', night)).toEqual(new Date(2026, 2, 29, 0, 15));
  expect(quietSpanEnd('tomorrow', night)).toEqual(new Date(2026, 2, 29, 8));
});
