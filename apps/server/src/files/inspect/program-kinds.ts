import type { ByteSource } from './byte-source.ts';

export const WINDOWS_PROGRAM = 'application/x-msdownload';
export const WINDOWS_INSTALLER = 'application/x-msi';
const ELF = 'application/x-elf';
const MACH_O = 'application/x-mach-binary';
const SHORTCUT = 'application/x-ms-shortcut';

/** What runs when it is opened: not taken, unless the administrator says otherwise. */
export const DEFAULT_REFUSED_KINDS: readonly string[] = [
  WINDOWS_PROGRAM,
  WINDOWS_INSTALLER,
  ELF,
  MACH_O,
  SHORTCUT,
];

/** Where the header of a Windows program says that the newer part of it begins. */
const NEWER_AT = 0x3c;
const NEWER_MARKS: readonly string[] = ['PE', 'NE', 'LE', 'LX'];

const CFB_MARK = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The class of a Windows installer, at the root of its storage. */
const INSTALLER_CLASS = Buffer.from('84100c0000000000c000000000000046', 'hex');
const CLASS_AT = 80;

/** Programs that are told from others of their family only by looking further into them. */
export async function programKind(source: ByteSource): Promise<string | undefined> {
  if (await isWindowsProgram(source)) return WINDOWS_PROGRAM;
  return (await isWindowsInstaller(source)) ? WINDOWS_INSTALLER : undefined;
}

/** A text may well begin with MZ; a program also says where its newer part is, and it is there. */
async function isWindowsProgram(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, NEWER_AT + 4);
  if (head.toString('latin1', 0, 2) !== 'MZ' || head.length < NEWER_AT + 4) return false;
  const at = head.readUInt32LE(NEWER_AT);
  const mark = await source.read(at, at + 2);
  return NEWER_MARKS.includes(mark.toString('latin1'));
}

/** Word's old files and Windows' installers are the same storage with another class at its root. */
async function isWindowsInstaller(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, 512);
  if (head.length < 512 || !head.subarray(0, CFB_MARK.length).equals(CFB_MARK)) return false;
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 16);
  const rootAt = (head.readUInt32LE(48) + 1) * sectorBytes;
  const root = await source.read(rootAt + CLASS_AT, rootAt + CLASS_AT + INSTALLER_CLASS.length);
  return root.equals(INSTALLER_CLASS);
}
