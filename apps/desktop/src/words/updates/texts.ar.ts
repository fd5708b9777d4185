export const texts = {
  'update.refused.not-signed': 'لم يوقّعه أحد.',
  'update.refused.bad-signature': 'ليس صادرًا عن الجهة التي أنشأت هذا التطبيق.',
  'update.refused.malformed': 'ما يقوله خادم التحديثات عنه غير مفهوم.',
  'update.refused.older': 'الإصدار {{version}} أقدم من الإصدار المثبّت.',
  'update.refused.bad-file': 'ملف الإصدار {{version}} الذي وصل ليس الملف الموقّع.',
  'update.failed.host': 'ليس لدى خادم التحديثات شيء لهذا التطبيق.',
  'update.failed.full': 'تعذّر جلب التحديث: القرص ممتلئ.',
  'update.failed.unreachable': 'يتعذّر الوصول إلى خادم التحديثات. ستُعاد المحاولة لاحقًا.',
};
