import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { type SignUpCommand, type SignUpOutcome, signUpMany } from './sign-up-many'

/** People signed up in one transaction: enough to be fast, and others who write wait for milliseconds only. */
const BATCH_MAX = 512

interface Waiting {
  command: SignUpCommand
  resolve(outcome: SignUpOutcome): void
  reject(error: unknown): void
}

/**
 * Signs people up in the order in which they come. When a thousand come at once for one shift, all that wait are signed up together (group
 * commit, docs/architecture.md): one batch of a shift is under way at a time, and the next gathers meanwhile.
 */
export class SignUpQueue {
  readonly #deps: Deps
  readonly #lines = new Map<string, Waiting[]>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** @throws Problem the refusal, where there is one */
  async signUp(command: SignUpCommand): Promise<Exclude<SignUpOutcome, { kind: 'refused' }>> {
    const outcome = await new Promise<SignUpOutcome>((resolve, reject) => {
      this.#join({ command, resolve, reject })
    })
    if (outcome.kind !== 'refused') return outcome
    const { code, sentence, field } = outcome
    const fields = field === undefined ? {} : { fields: [{ path: field, message: 'required: this shift has roles' }] }
    throw new Problem(code, { ...(sentence === undefined ? {} : { sentence }), ...fields })
  }

  #join(waiting: Waiting): void {
    const { shiftId } = waiting.command
    const line = this.#lines.get(shiftId)
    if (line !== undefined) {
      line.push(waiting)
      return
    }
    const made = [waiting]
    this.#lines.set(shiftId, made)
    setImmediate(() => void this.#serve(shiftId, made))
  }

  async #serve(shiftId: string, line: Waiting[]): Promise<void> {
    while (line.length > 0) await this.#signUpTogether(shiftId, line.splice(0, BATCH_MAX))
    this.#lines.delete(shiftId)
  }

  async #signUpTogether(shiftId: string, batch: readonly Waiting[]): Promise<void> {
    const commands = batch.map(({ command }) => command)
    try {
      const outcomes = await this.#deps.store.write((tx) => signUpMany(tx, shiftId, commands, this.#deps.clock.now()))
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index]
        if (outcome === undefined) reject(new Error('a sign-up without an outcome'))
        else resolve(outcome)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}
