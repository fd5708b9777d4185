import { endingOf } from '@holdfast/shared/files/file-name.ts';

/** Endings of what a system runs, installs, mounts or lets run scripts when it is opened, on any of the three. */
const ENDINGS = new Set(
  [
    'exe com scr pif bat cmd msi msp msc cpl dll sys ocx hta chm hlp reg inf lnk url website appref-ms gadget scf',
    'vbs vbe js jse mjs cjs ws wsf wsh ps1 psm1 psd1 library-ms search-ms settingcontent-ms diagcab application xll',
    'app command dmg pkg mpkg scpt scptd applescript workflow terminal action webloc inetloc fileloc',
    'sh bash zsh csh fish run bin out elf desktop appimage deb rpm snap flatpakref',
    'jar jnlp apk py pyw pyc pyz pl rb php tcl lua swf iso img vhd vhdx',
    'docm dotm xlsm xltm xlam xla xlsb pptm potm ppam ppsm sldm accdb accde mdb mde one',
    'html htm xhtml xht shtml mht mhtml svg svgz xml xsl',
  ].flatMap((line) => line.split(' ')),
);

/** The same by what the bytes are, whatever the file is called. */
const KINDS = new Set([
  'application/x-msdownload',
  'application/x-msi',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-ms-shortcut',
  'application/x-shockwave-flash',
  'application/java-archive',
  'application/java-vm',
  'application/wasm',
  'application/x-deb',
  'application/x-rpm',
  'application/x-apple-diskimage',
  'application/vnd.ms-htmlhelp',
]);

/** Whether opening a file can do more than show it. `kind` is what its bytes are, where that is known. */
export function isDangerous(name: string, kind: string | undefined): boolean {
  return ENDINGS.has(endingOf(name)) || (kind !== undefined && KINDS.has(kind));
}
