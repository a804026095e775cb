/** The platforms ask for at most this many at once. */
export const SUBSCRIBE_MAX = 3

/**
 * Asks leave to send one message of each template; only from within a tap. Answers the templates that were granted.
 * A browser has none.
 */
export async function requestMessages(_templateIds: readonly string[]): Promise<string[]> {
  return []
}
