/** Stops on a broken belief of ours. Never for what a caller sent: that is a Problem. */
export function assert(condition: unknown, belief: string): asserts condition {
  if (!condition) throw new Error(`broken belief: ${belief}`)
}

export function assertNever(value: never): never {
  throw new Error(`broken belief: no case for ${JSON.stringify(value)}`)
}
