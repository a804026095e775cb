/** Something that waits until a test lets it go on. */
export class Gate {
  #open: () => void = () => undefined
  readonly opened = new Promise<void>((resolve) => {
    this.#open = resolve
  })
  isReached = false
  async wait(): Promise<void> {
    this.isReached = true
    await this.opened
  }
  open(): void {
    this.#open()
  }
}

/** Waits for something that another part of the program brings about. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1))
}
