export const texts = {
  'screen.my-work': 'Meine Arbeit',
  'empty.title': 'Ihnen ist nichts zugewiesen',
  'empty.body': 'Tickets, um die Sie sich kümmern, stehen hier, bis sie erledigt sind.',
  'empty.step': 'Alle Tickets ansehen',
  replaced_one: 'Jemand anderes hat ein Feld geändert, das Sie geändert hatten.',
  replaced_other: 'Jemand anderes hat {{count}} Felder geändert, die Sie geändert hatten.',
  'replaced.show': 'Zeigen',
};
