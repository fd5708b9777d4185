export const texts = {
  'update.refused.not-signed': 'Nadie la ha firmado.',
  'update.refused.bad-signature': 'No procede de quien hizo esta aplicación.',
  'update.refused.malformed': 'Lo que dice de ella el servidor de actualizaciones no tiene sentido.',
  'update.refused.older': 'La versión {{version}} es anterior a la instalada.',
  'update.refused.bad-file': 'El archivo recibido de la versión {{version}} no es el que se firmó.',
  'update.failed.host': 'El servidor de actualizaciones no tiene nada para esta aplicación.',
  'update.failed.full': 'No se pudo descargar la actualización: el disco está lleno.',
  'update.failed.unreachable':
    'No se puede acceder al servidor de actualizaciones. Se volverá a intentar más tarde.',
};
