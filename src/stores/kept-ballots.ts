import type { PollHead, Receipt } from '../contract'
import type { PersonStorage } from './person-storage'
import type { DrawnCredential } from './secret-ballot'

/**
 * A ballot as the phone keeps it, from before it is first sent: whatever answer is lost, the same is sent again. `drawn` until the credential is
 * signed, `signed` until the ballot is accepted, `receipt` from then on.
 */
export interface KeptBallot {
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

/** The ballots of the person signed in. They go from the phone when the person signs out. */
export class KeptBallots {
  constructor(private readonly storage: PersonStorage) {}

  listOf(pollId: string): KeptBallot[] {
    const all = this.keys().flatMap((key) => this.storage.read<KeptBallot>(key) ?? [])
    return all.filter((ballot) => ballot.pollId === pollId)
  }

  has(ballot: KeptBallot): boolean {
    return this.keys().includes(keyOf(ballot))
  }

  put(ballot: KeptBallot): void {
    this.storage.write(keyOf(ballot), ballot)
    const keys = this.keys()
    if (!keys.includes(keyOf(ballot))) this.storage.write(INDEX, [...keys, keyOf(ballot)])
  }

  remove(ballot: KeptBallot): void {
    this.storage.remove(keyOf(ballot))
    this.storage.write(
      INDEX,
      this.keys().filter((key) => key !== keyOf(ballot)),
    )
  }

  private keys(): string[] {
    return this.storage.read<string[]>(INDEX) ?? []
  }
}

const keyOf = ({ pollId, entryId }: KeptBallot): string => `ballot.${pollId}.${entryId ?? ''}`
