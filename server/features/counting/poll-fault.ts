/** A poll that is not as it was published; each line names what does not fit. */
export class PollFault extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'PollFault'
    this.faults = faults
  }
}
