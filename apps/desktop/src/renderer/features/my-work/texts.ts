export const texts = {
  'screen.my-work': 'My work',
  'empty.title': 'Nothing is assigned to you',
  'empty.body': 'Tickets that you look after stand here until they are done.',
  'empty.step': 'See all tickets',
  replaced_one: 'A change of yours was replaced by somebody who had not seen it.',
  replaced_other: '{{count}} changes of yours were replaced by somebody who had not seen them.',
  'replaced.show': 'Show',
};
