/** The app's version, written in by the build. */
declare const HOLDFAST_VERSION: string;
