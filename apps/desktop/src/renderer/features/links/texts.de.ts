export const texts = {
  'screen.link': 'Aufgerufener Link',
  copy: 'Link kopieren',
  copied: 'Link kopiert',
  own: 'In eigenem Fenster öffnen',
  'waits.title': 'Noch nicht hier',
  'waits.body':
    'Wohin dieser Link führt, ist auf diesem Gerät noch nicht angekommen. Es öffnet sich von selbst, sobald es da ist.',
  'none.title': 'Nicht auf diesem Gerät',
  'none.body':
    'Entweder gibt es das nicht mehr, oder Sie dürfen es nicht sehen. Wird es später mit Ihnen geteilt, öffnet es sich hier von selbst.',
  'asked.title': 'Dieser Link gehört zu einem anderen Server',
  'asked.body': 'Er führt zu {{there}}. Angemeldet sind Sie bei {{here}} als {{name}}.',
  'asked.how':
    'Um ihn dort zu öffnen, zuerst abmelden. Sind beide derselbe Server unter zwei Namen, lässt er sich hier öffnen.',
  'asked.signOut': 'Abmelden …',
  'asked.here': 'Hier öffnen',
  'asked.leave': 'Nicht öffnen',
  reloaded:
    'Dieses Fenster ist stehen geblieben und wurde neu geladen. Was Sie geschrieben hatten, ist erhalten.',
};
