export const texts = {
  'update.refused.not-signed': 'La actualización se rechazó: nadie la ha firmado.',
  'update.refused.bad-signature': 'La actualización se rechazó: no procede de quien hizo esta aplicación.',
  'update.refused.malformed':
    'La actualización se rechazó: lo que dice de ella el servidor de actualizaciones no tiene sentido.',
  'update.refused.older': 'La versión {{version}} se rechazó: es anterior a la instalada.',
  'update.refused.bad-file': 'La versión {{version}} se rechazó: el archivo recibido no es el que se firmó.',
  'update.failed.host': 'El servidor de actualizaciones no tiene nada para esta aplicación.',
  'update.failed.full': 'No se pudo descargar la actualización: el disco está lleno.',
  'update.failed.unreachable':
    'No se puede acceder al servidor de actualizaciones. Se volverá a intentar más tarde.',
};
