import type { PollHead, Receipt } from '../contract'
import type { PersonStorage } from './person-storage'
import type { DrawnCredential } from './secret-ballot'
import type { Storage } from './surroundings'

/**
 * A ballot as the phone keeps it, from before it is first sent: whatever answer is lost, the same is sent again. `drawn` until the credential is
 * signed, `signed` until the ballot is accepted, `receipt` from then on.
 */
export interface KeptBallot {
  /** Whose it is; null where that was not known yet. */
  personId: string | null
  pollId: string
  /** Where one votes for more than one entry of the roll. */
  entryId: string | null
  ballotId: string
  optionIds: string[]
  isSecret: boolean
  drawn: (DrawnCredential & { id: string }) | null
  signed: { credential: string; signature: string } | null
  receipt: Receipt | null
  /** The first signed head of the log that this phone saw. */
  head: PollHead | null
}

const INDEX = 'ballots'
const UNDER_WAY_KEY = 'linli.ballots-under-way'

/**
 * The ballots of the person signed in. Receipts go from the phone when the person signs out. A ballot that has no receipt yet stays, and is shown to that
 * person alone: its credential is signed once, and whoever loses it has lost the vote.
 */
export class KeptBallots {
  constructor(
    private readonly own: PersonStorage,
    private readonly phone: Storage,
    private readonly personId: () => string | null,
  ) {}

  /** Who votes now. */
  get person(): string | null {
    return this.personId()
  }

  listOf(pollId: string): KeptBallot[] {
    const cast = this.keys().flatMap((key) => this.own.read<KeptBallot>(key) ?? [])
    return [...cast, ...this.underWay().filter(({ personId }) => this.isHere(personId))].filter(
      (ballot) => ballot.pollId === pollId,
    )
  }

  /** Those of the person who is here; after signing out that is nobody. */
  has(ballot: KeptBallot): boolean {
    return this.listOf(ballot.pollId).some(({ ballotId }) => ballotId === ballot.ballotId)
  }

  put(ballot: KeptBallot): void {
    if (ballot.receipt === null && (ballot.personId ?? null) !== null) {
      this.phone.write(UNDER_WAY_KEY, [...this.othersUnderWay(ballot), ballot])
      return
    }
    this.own.write(keyOf(ballot), ballot)
    const keys = this.keys()
    if (!keys.includes(keyOf(ballot))) this.own.write(INDEX, [...keys, keyOf(ballot)])
    this.removeUnderWay(ballot)
  }

  remove(ballot: KeptBallot): void {
    this.removeUnderWay(ballot)
    this.own.remove(keyOf(ballot))
    this.own.write(
      INDEX,
      this.keys().filter((key) => key !== keyOf(ballot)),
    )
  }

  private removeUnderWay(ballot: KeptBallot): void {
    const others = this.othersUnderWay(ballot)
    if (others.length === 0) this.phone.remove(UNDER_WAY_KEY)
    else this.phone.write(UNDER_WAY_KEY, others)
  }

  private isHere(personId: string | null): boolean {
    return personId !== null && personId === this.personId()
  }

  private othersUnderWay({ ballotId }: KeptBallot): KeptBallot[] {
    return this.underWay().filter((other) => other.ballotId !== ballotId)
  }

  private underWay(): KeptBallot[] {
    return this.phone.read<KeptBallot[]>(UNDER_WAY_KEY) ?? []
  }

  private keys(): string[] {
    return this.own.read<string[]>(INDEX) ?? []
  }
}

const keyOf = ({ pollId, entryId }: KeptBallot): string => `ballot.${pollId}.${entryId ?? ''}`

/** Where a person is erased, their ballots on the way go from the phone too. */
export function forgetUnderWay(phone: Storage, personId: string | null): void {
  const others = (phone.read<KeptBallot[]>(UNDER_WAY_KEY) ?? []).filter((ballot) => ballot.personId !== personId)
  if (others.length === 0) phone.remove(UNDER_WAY_KEY)
  else phone.write(UNDER_WAY_KEY, others)
}
