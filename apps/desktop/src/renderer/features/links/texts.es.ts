export const texts = {
  'screen.link': 'Enlace',
  copy: 'Copiar enlace',
  copied: 'Enlace copiado',
  own: 'Abrir en su propia ventana',
  'waits.title': 'Aún no está aquí',
  'waits.body':
    'Aquello a lo que lleva este enlace aún no ha llegado a este dispositivo. Se abrirá solo en cuanto llegue.',
  'none.title': 'No está en este dispositivo',
  'none.body':
    'O ya no existe, o no tiene permiso para verlo. Si más adelante se comparte con usted, se abrirá aquí solo.',
  'asked.title': 'Este enlace es de otro servidor',
  'asked.body': 'Lleva a {{there}}. La sesión está iniciada en {{here}} como {{name}}.',
  'asked.how':
    'Para abrirlo allí, hay que cerrar antes la sesión. Si ambos son el mismo servidor con dos nombres, puede abrirse aquí.',
  'asked.signOut': 'Cerrar sesión…',
  'asked.here': 'Abrir aquí',
  'asked.leave': 'No abrir',
  reloaded: 'Esta ventana dejó de funcionar y se ha vuelto a cargar. Lo que había escrito se conserva.',
};
