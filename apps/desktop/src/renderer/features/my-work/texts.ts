export const texts = {
  'screen.my-work': 'My work',
  'empty.title': 'Nothing is assigned to you',
  'empty.body': 'Tickets that you look after stand here until they are done.',
  'empty.step': 'See all tickets',
  replaced_one: 'Somebody else changed a field that you had changed.',
  replaced_other: 'Somebody else changed {{count}} fields that you had changed.',
  'replaced.show': 'Show',
};
