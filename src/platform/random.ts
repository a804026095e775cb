/** Must be called once at the app's start; a browser is ready at once. */
export function collectRandomness(): void {}

/** Sixteen bytes, at once. */
export function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16))
}
