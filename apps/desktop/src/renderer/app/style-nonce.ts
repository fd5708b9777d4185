/** The value of this load that the content policy asks of style elements, or nothing in development. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Tells it to the package that keeps the page behind a dialog from scrolling; it looks for this name. */
export function letStylesPass(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
