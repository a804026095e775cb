/** What a measured process says of itself when it is asked. */
export interface Usage {
  /** Of all its threads. */
  cpuMicroseconds: number
  /** Transactions committed so far, where it counts them. */
  commits?: number
}

export type ParentMessage = 'usage' | 'stop'

/** Tells the parent where this process listens, and then what it has used, whenever it asks. */
export function answerParent(address: string, more: () => Partial<Usage> = () => ({})): void {
  process.on('message', (message: ParentMessage) => {
    if (message === 'stop') process.exit(0)
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicroseconds: user + system, ...more() } satisfies Usage)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ address })
}
