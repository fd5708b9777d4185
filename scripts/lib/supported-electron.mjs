/** Electron's makers mend the newest majors, so many of them (https://www.electronjs.org/docs/latest/tutorial/electron-timelines). */
const SUPPORTED = 3;

/** Whether `version` is of a major that still gets mended while `newest` is out. Versions like `45.4.1`. */
export function isSupportedElectron(version, newest) {
  return majorOf(version) > majorOf(newest) - SUPPORTED;
}

function majorOf(version) {
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) throw new Error(`"${version}" is not a version`);
  return major;
}
