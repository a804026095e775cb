import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { PollsApi } from '../api/polls-api'
import type { PollCorrection, PollObjection, RollCandidate, RollEntry } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** The desk of a poll's roll (staff): objections are answered here, and corrections proposed by one and confirmed by another. */
export class RollDeskStore {
  pollId: string | null = null
  objections: PagedList<PollObjection> | null = null
  corrections: PagedList<PollCorrection> | null = null
  /** Found by words: who stands on the roll, and who would if it were made today. */
  entries: PagedList<RollEntry> | null = null
  candidates: PagedList<RollCandidate> | null = null
  /** What is to be proposed. */
  removed: RollEntry[] = []
  added: RollCandidate[] = []
  private readonly sender: Sender

  constructor(
    private readonly api: PollsApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'sender'>(
      this,
      {
        objections: observableRef,
        corrections: observableRef,
        entries: observableRef,
        candidates: observableRef,
        removed: observableRef,
        added: observableRef,
        api: false,
        sender: false,
      },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  async openObjections(pollId: string): Promise<void> {
    this.choose(pollId)
    await this.objections?.refresh()
  }

  async openCorrections(pollId: string): Promise<void> {
    this.choose(pollId)
    await this.corrections?.refresh()
  }

  async answer(objection: PollObjection, action: 'accept' | 'dismiss', answer: string): Promise<PollObjection | null> {
    const { pollId, id: objectionId } = objection
    const answered = await this.sender.run(`${action}.${objectionId}.${answer}`, (id) =>
      this.api.answerObjection(pollId, objectionId, { id, action, answer }),
    )
    if (answered !== null) this.objections?.replace(answered)
    return answered
  }

  /** By a part of a name or of a door's number. */
  async find(part: string): Promise<void> {
    const { pollId } = this
    const words = part.trim()
    if (pollId === null || words === '') return
    this.entries = new PagedList((cursor) => this.api.listEntries(pollId, words, cursor))
    this.candidates = new PagedList((cursor) => this.api.listCandidates(pollId, words, cursor))
    await Promise.all([this.entries.refresh(), this.candidates.refresh()])
  }

  /** Of those found, who is to go; who was chosen in an earlier search stays chosen. */
  chooseRemoved(ids: readonly string[]): void {
    this.removed = chosenOf(this.removed, this.entries?.items ?? [], ids)
  }

  chooseAdded(ids: readonly string[]): void {
    this.added = chosenOf(this.added, this.candidates?.items ?? [], ids)
  }

  async propose(reason: string): Promise<PollCorrection | null> {
    const { pollId } = this
    if (pollId === null) return null
    const remove = this.removed.map(({ id }) => id)
    const add = this.added.map(({ id, kind }) => (kind === 'person' ? { personId: id } : { householdId: id }))
    const change = { remove, add, reason }
    const proposed = await this.sender.run(`propose.${pollId}.${JSON.stringify(change)}`, (id) =>
      this.api.proposeCorrection(pollId, id, change),
    )
    if (proposed === null) return null
    runInAction(() => {
      this.corrections?.put(proposed)
      this.startOver()
    })
    return proposed
  }

  async decide({ id: correctionId, pollId }: PollCorrection, action: 'confirm' | 'refuse') {
    const decided = await this.sender.run(`${action}.${correctionId}`, (id) =>
      this.api.decideOnCorrection(pollId, correctionId, { id, action }),
    )
    if (decided !== null) this.corrections?.replace(decided)
    return decided
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  forget(): void {
    this.pollId = null
    this.objections = null
    this.corrections = null
    this.startOver()
    this.sender.forget()
  }

  private choose(pollId: string): void {
    this.sender.clear()
    if (pollId === this.pollId) return
    this.pollId = pollId
    this.startOver()
    this.objections = new PagedList((cursor) => this.api.listObjections(pollId, cursor))
    this.corrections = new PagedList((cursor) => this.api.listCorrections(pollId, cursor))
  }

  private startOver(): void {
    this.entries = null
    this.candidates = null
    this.removed = []
    this.added = []
  }
}

function chosenOf<Item extends { id: string }>(before: Item[], found: Item[], ids: readonly string[]): Item[] {
  const elsewhere = before.filter(({ id }) => !found.some((item) => item.id === id))
  return [...elsewhere, ...found.filter(({ id }) => ids.includes(id))]
}

export const rollDeskStore: StoreKind<RollDeskStore> = ({ api, around }) =>
  new RollDeskStore(new PollsApi(api.http), around)
