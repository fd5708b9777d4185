export const texts = {
  'update.refused.not-signed': 'Niemand hat es signiert.',
  'update.refused.bad-signature': 'Es stammt nicht von denen, die diese App gemacht haben.',
  'update.refused.malformed': 'Die Angaben des Update-Servers dazu ergeben keinen Sinn.',
  'update.refused.older': 'Version {{version}} ist älter als die vorhandene.',
  'update.refused.bad-file':
    'Die empfangene Datei von Version {{version}} ist nicht die, die signiert wurde.',
  'update.failed.host': 'Der Update-Server hat nichts für diese App.',
  'update.failed.full': 'Das Update konnte nicht geholt werden: Der Datenträger ist voll.',
  'update.failed.unreachable': 'Der Update-Server ist nicht erreichbar. Es wird später erneut versucht.',
};
