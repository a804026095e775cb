import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { PollsApi } from '../api/polls-api'
import type { LogProof, Poll, PollHead } from '../contract'
import { secretRandomBytes } from '../platform/secret-random'
import { hasIntegers } from '../proof/integer'
import { checkReceipt, type ReceiptCheck } from './check-receipt'
import { findCounted, wasCounted } from './find-counted'
import { type KeptBallot, KeptBallots } from './kept-ballots'
import type { StoreKind } from './root-store'
import { drawCredential, openSignature, type SecretRandom } from './secret-ballot'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** What is being done for the voter just now. */
export type BallotStep = 'idle' | 'sealing' | 'waiting' | 'sending' | 'looking' | 'done'

/** Why a ballot could not be made on this phone; the server was not asked. */
export type BallotFault = 'no_randomness' | 'bad_key' | 'bad_signature' | 'too_old' | null

/** What became of a ballot whose answer was lost before the close; it is no longer kept. */
export type BallotFate = 'counted' | 'not_counted' | null

/** Between signing and casting. Long enough that others vote meanwhile, short enough that the voter stays. */
const WAIT_MS_MIN = 5_000
const WAIT_MS_SPAN = 25_000

const sleep = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs))

/** One's own ballots: made, sealed, cast and kept on this phone, and checked by it. */
export class BallotStore {
  pollId: string | null = null
  ballots: KeptBallot[] = []
  step: BallotStep = 'idle'
  waitMs = 0
  trouble: Trouble | null = null
  fault: BallotFault = null
  fate: BallotFate = null
  check: ReceiptCheck | null = null
  isChecking = false
  private isCasting = false

  constructor(
    private readonly api: PollsApi,
    private readonly kept: KeptBallots,
    private readonly around: Pick<Surroundings, 'newId' | 'wait'>,
    private readonly random: SecretRandom,
  ) {
    makeAutoObservable<this, 'api' | 'kept' | 'around' | 'random' | 'isCasting'>(
      this,
      {
        ballots: observableRef,
        check: observableRef,
        api: false,
        kept: false,
        around: false,
        random: false,
        isCasting: false,
      },
      { autoBind: true },
    )
  }

  /** What this phone keeps of a poll. */
  open(pollId: string): void {
    if (!this.isCasting) {
      this.step = 'idle'
      this.trouble = null
      this.fault = null
    }
    if (this.pollId !== pollId) this.fate = null
    this.pollId = pollId
    this.check = null
    this.ballots = this.kept.listOf(pollId)
  }

  /** With its receipt. */
  get cast(): KeptBallot | null {
    return this.ballots.find(({ receipt }) => receipt !== null) ?? null
  }

  /** Chosen and on its way; the choice stands. */
  get unsent(): KeptBallot | null {
    return this.ballots.find(({ receipt }) => receipt === null) ?? null
  }

  /** Votes; the same again after a lost answer. True where there is a receipt. */
  async vote(poll: Poll, entryId: string | null, optionIds: readonly string[]): Promise<boolean> {
    if (this.isCasting) return false
    const known = this.kept.listOf(poll.id).find((ballot) => ballot.entryId === entryId)
    const ballot: KeptBallot = known ?? {
      personId: this.kept.person,
      pollId: poll.id,
      entryId,
      ballotId: this.around.newId(),
      optionIds: [...optionIds],
      isSecret: poll.secrecy === 'secret',
      drawn: null,
      signed: null,
      receipt: null,
      head: null,
    }
    if (known === undefined) this.keep(ballot)
    return this.castKept(poll, ballot)
  }

  /** What was begun and did not get through can still be sent, or looked for after the close. */
  canResume(poll: Poll): boolean {
    return this.unsent !== null && (poll.state === 'open' || poll.state === 'closed')
  }

  /** Goes on with it. What was sent before with a name is answered as before, also after the close; a secret ballot is looked for among the counted. */
  async resume(poll: Poll): Promise<void> {
    const { unsent } = this
    if (unsent === null || !this.canResume(poll)) return
    if (poll.state === 'open' || !unsent.isSecret) await this.castKept(poll, unsent)
    else await this.lookUp(poll, unsent)
  }

  /** Asks for the proofs, as nobody, and checks them here. */
  async checkReceipt(poll: Poll, ballot: KeptBallot): Promise<void> {
    const { receipt } = ballot
    if (receipt === null || this.isChecking) return
    this.check = null
    // What cannot be worked out here must not look as if it did not hold.
    this.fault = hasIntegers ? null : 'too_old'
    if (this.fault) return
    this.isChecking = true
    this.trouble = null
    try {
      const proof = await this.api.getProof(poll.id, receipt.leafHash)
      const seen = ballot.head === null ? null : await this.tie(poll.id, ballot.head, proof)
      const counted =
        poll.state === 'closed' && ballot.isSecret
          ? await findCounted(this.api, poll.id, receipt.opening.subject, proof.treeSize)
          : null
      const check = checkReceipt({ receipt, poll, proof, seen, counted })
      runInAction(() => {
        if (ballot.head === null && check.head) this.keep({ ...ballot, head: proof.head })
        this.check = check
      })
    } catch (error) {
      this.say(troubleOf(error))
    } finally {
      runInAction(() => {
        this.isChecking = false
      })
    }
  }

  forget(): void {
    this.pollId = null
    this.ballots = []
    this.step = 'idle'
    this.check = null
    this.trouble = null
    this.fault = null
    this.fate = null
  }

  private async tie(pollId: string, head: PollHead, proof: LogProof) {
    const same = { first: head.size, second: proof.treeSize, consistencyPath: [] }
    const isSame = head.size === proof.treeSize
    return { head, consistency: isSame ? same : await this.api.getConsistency(pollId, head.size, proof.treeSize) }
  }

  private async castKept(poll: Poll, ballot: KeptBallot): Promise<boolean> {
    if (this.isCasting) return false
    this.isCasting = true
    this.trouble = null
    this.fault = null
    try {
      const ready = ballot.isSecret ? await this.seal(poll, ballot) : ballot
      if (ready === null) return this.rest()
      this.moveTo('sending')
      const receipt = await this.send(ready)
      // Of the signed credential only the receipt is kept, and that only on the phone of whoever is still signed in.
      if (this.kept.has(ready)) this.keep({ ...ready, signed: null, receipt })
      this.moveTo('done')
      return true
    } catch (error) {
      this.handleRefusal(ballot, troubleOf(error))
      return this.rest()
    } finally {
      this.isCasting = false
    }
  }

  /** After the close: kept until it is known what became of it. */
  private async lookUp(poll: Poll, ballot: KeptBallot): Promise<void> {
    if (this.isCasting) return
    this.isCasting = true
    this.trouble = null
    this.fault = null
    this.moveTo('looking')
    try {
      this.settle(ballot, (await wasCounted(this.api, poll, ballot)) ? 'counted' : 'not_counted')
    } catch (error) {
      this.say(troubleOf(error))
    } finally {
      this.isCasting = false
      this.rest()
    }
  }

  private settle(ballot: KeptBallot, fate: BallotFate): void {
    this.fate = fate
    this.drop(ballot)
  }

  /** Made, blinded, signed once, and held back for a while. Null where this phone cannot. */
  private async seal(poll: Poll, ballot: KeptBallot): Promise<KeptBallot | null> {
    if (ballot.signed !== null) return ballot
    this.moveTo('sealing')
    const drawn = ballot.drawn ?? (await this.draw(poll))
    if (drawn === null) {
      this.drop(ballot)
      return null
    }
    // Kept before it is sent: a lost answer is asked for again, with the same words.
    const asked = { ...ballot, drawn }
    this.keep(asked)
    const { id, blindedMessage } = drawn
    const named = ballot.entryId === null ? {} : { rollEntryId: ballot.entryId }
    const { blindSignature } = await this.api.signCredential(poll.id, { id, blindedMessage, ...named })
    const signature = openSignature(poll.credentialKey ?? '', drawn, blindSignature)
    if (signature === null) return this.stop('bad_signature')
    const sealed = { ...asked, drawn: null, signed: { credential: drawn.credential, signature } }
    this.keep(sealed)
    await this.holdBack()
    return sealed
  }

  private async draw(poll: Poll): Promise<KeptBallot['drawn']> {
    if (!hasIntegers) return this.stop('too_old')
    const drawn = await drawCredential(poll.credentialKey ?? '', this.random)
    return typeof drawn === 'string' ? this.stop(drawn) : { ...drawn, id: this.around.newId() }
  }

  private async holdBack(): Promise<void> {
    const [high = 0, low = 0] = (await this.random(2)) ?? []
    runInAction(() => {
      this.waitMs = WAIT_MS_MIN + Math.floor(((high * 256 + low) / 65_536) * WAIT_MS_SPAN)
      this.step = 'waiting'
    })
    await (this.around.wait ?? sleep)(this.waitMs)
  }

  private send({ pollId, ballotId, entryId, optionIds, isSecret, signed }: KeptBallot) {
    if (isSecret && signed !== null) {
      // An id that has been nowhere else, and that is no two times the same.
      const { credential, signature } = signed
      return this.api.castSecret(pollId, this.around.newId(), { optionIds, credential, signature })
    }
    const named = entryId === null ? {} : { rollEntryId: entryId }
    return this.api.castOpen(pollId, ballotId, { optionIds, ...named })
  }

  /** What was refused for good is not sent again; what was not answered is. A sealed ballot that comes too late may have come before: it is looked for. */
  private handleRefusal(ballot: KeptBallot, trouble: Trouble): void {
    this.say(trouble)
    // Whoever signed out meanwhile goes on with it when they are here again.
    if (!this.kept.has(ballot)) return
    const isTooLate = trouble.kind === 'refused' && trouble.code === 'poll_not_open'
    const isSealed = this.kept.listOf(ballot.pollId).some(({ entryId, signed }) => entryId === ballot.entryId && signed)
    if (isTooLate && !isSealed) this.settle(ballot, 'not_counted')
    else if (trouble.kind === 'refused' && FOR_GOOD.includes(trouble.code)) this.drop(ballot)
  }

  private keep(ballot: KeptBallot): void {
    this.kept.put(ballot)
    this.show()
  }

  private drop(ballot: KeptBallot): void {
    this.kept.remove(ballot)
    this.show()
  }

  private show(): void {
    if (this.pollId !== null) this.ballots = this.kept.listOf(this.pollId)
  }

  private stop(fault: BallotFault): null {
    this.fault = fault
    return null
  }

  private rest(): false {
    this.moveTo('idle')
    return false
  }

  private moveTo(step: BallotStep): void {
    this.step = step
  }

  private say(trouble: Trouble): void {
    this.trouble = trouble
  }
}

const FOR_GOOD: readonly string[] = ['already_voted', 'bad_credential', 'id_taken', 'not_found', 'not_on_roll']

export const ballotStore: StoreKind<BallotStore> = ({ api, own, around, session }) => {
  const kept = new KeptBallots(own, around.storage, () => session.person?.id ?? null)
  return new BallotStore(new PollsApi(api.http), kept, around, secretRandomBytes)
}
