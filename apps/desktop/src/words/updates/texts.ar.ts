export const texts = {
  'update.refused.not-signed': 'رُفض التحديث: لم يوقّعه أحد.',
  'update.refused.bad-signature': 'رُفض التحديث: ليس صادرًا عن الجهة التي أنشأت هذا التطبيق.',
  'update.refused.malformed': 'رُفض التحديث: ما يقوله خادم التحديثات عنه غير مفهوم.',
  'update.refused.older': 'رُفض الإصدار {{version}}: إنه أقدم من الإصدار المثبّت.',
  'update.refused.bad-file': 'رُفض الإصدار {{version}}: الملف الذي وصل ليس الملف الموقّع.',
  'update.failed.host': 'ليس لدى خادم التحديثات شيء لهذا التطبيق.',
  'update.failed.full': 'تعذّر جلب التحديث: القرص ممتلئ.',
  'update.failed.unreachable': 'يتعذّر الوصول إلى خادم التحديثات. ستُعاد المحاولة لاحقًا.',
};
