/**
 * Bytes nobody can guess, for what must stay secret (the blinding of a ballot). Null where the platform offers none:
 * the act must then be refused, not done with lesser randomness.
 */
export async function secretRandomBytes(length: number): Promise<Uint8Array | null> {
  return crypto.getRandomValues(new Uint8Array(length))
}
