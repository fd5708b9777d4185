export const texts = {
  'screen.my-work': 'Mi trabajo',
  'empty.title': 'No tiene nada asignado',
  'empty.body': 'Los tickets de los que se ocupa están aquí hasta que queden resueltos.',
  'empty.step': 'Ver todos los tickets',
  replaced_one: 'Otra persona cambió un campo que usted había cambiado.',
  replaced_other: 'Otra persona cambió {{count}} campos que usted había cambiado.',
  'replaced.show': 'Mostrar',
};
