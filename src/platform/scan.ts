/** Whether a code can be scanned here; where not, the page asks for the short code under it to be typed. */
export const canScan: boolean = false

/** What the code says, or null: cancelled, or not supported. */
export async function scanCode(): Promise<string | null> {
  return null
}
