import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { PollsApi } from '../api/polls-api'
import type { Poll, PollObjection, PollResult, PollRoll, Simulation } from '../contract'
import { FileInHand } from './file-in-hand'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

export interface Shares {
  /** Per cent. */
  heads?: number
  area?: number
  assent?: number
}

const NAME_MAX = 30

/** A question as the name of a file: without what a file's name cannot bear on some phone or computer. */
function fileNameOf(question: string): string {
  const words = question.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, ' ').trim()
  return `${Array.from(words).slice(0, NAME_MAX).join('')}.pdf`
}

/** The polls of a place, and one of them with its roll, its result and what those who keep it can do with it. */
export class PollsStore {
  placeId: string | null = null
  list: PagedList<Poll> | null = null
  pollId: string | null = null
  poll: Loadable<Poll> | null = null
  roll: Loadable<PollRoll> | null = null
  result: Loadable<PollResult> | null = null
  objections: PagedList<PollObjection> | null = null
  simulation: Simulation | null = null
  readonly files = new FileInHand()
  private readonly sender: Sender

  constructor(
    private readonly api: PollsApi,
    private readonly own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now' | 'baseUrl'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'own' | 'around' | 'sender'>(
      this,
      {
        list: observableRef,
        poll: observableRef,
        roll: observableRef,
        result: observableRef,
        objections: observableRef,
        simulation: observableRef,
        files: false,
        api: false,
        own: false,
        around: false,
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

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      const keep = { storage: this.own, key: `polls.${placeId}`, now: this.around.now }
      this.list = new PagedList((cursor) => this.api.listPolls(placeId, cursor), keep)
    }
    await this.list?.refresh()
  }

  async openPoll(id: string): Promise<void> {
    this.choose(id)
    await this.poll?.load()
    if (this.poll?.value) this.list?.replace(this.poll.value)
  }

  /** The roll, once there is one. */
  async openRoll(id: string): Promise<void> {
    await this.openPoll(id)
    await this.roll?.load()
  }

  async openResult(id: string): Promise<void> {
    await this.openPoll(id)
    await this.result?.load()
  }

  async announce(): Promise<Poll | null> {
    return this.act('announce')
  }

  async close(): Promise<Poll | null> {
    return this.act('close')
  }

  async annul(reason: string): Promise<Poll | null> {
    return this.act('annul', reason)
  }

  /** With no shares: as at the last poll of this electorate here. */
  async simulate(shares: Shares): Promise<void> {
    const { pollId } = this
    if (pollId === null) return
    const answer = await this.sender.run('', () => this.api.simulate(pollId, shares))
    runInAction(() => {
      if (answer !== null) this.simulation = answer
    })
  }

  async object(about: 'roll' | 'ballot', text: string): Promise<PollObjection | null> {
    const { pollId } = this
    if (pollId === null) return null
    const made = await this.sender.run(`object.${pollId}.${about}.${text}`, (id) =>
      this.api.object(pollId, id, { about, text }),
    )
    if (made !== null) this.objections?.append(made)
    return made
  }

  /** What I objected to, with the answers. */
  async openObjections(): Promise<void> {
    await this.objections?.refresh()
  }

  /** The result as a document. Null when it is at hand. */
  takeCertificate({ id, question }: Poll): Promise<Trouble | null> {
    return this.files.fetch(async () => ({
      path: await this.api.fetchCertificate(id),
      name: fileNameOf(question),
    }))
  }

  /** What `linli verify-poll` is given; a browser puts its own origin before it. */
  get exportAddress(): string {
    return `${this.around.baseUrl}/api/v1/polls/${this.pollId ?? ''}/export`
  }

  /** A poll that was drafted elsewhere. */
  put(poll: Poll): void {
    this.list?.put(poll)
    this.choose(poll.id)
    this.poll?.set(poll)
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  forget(): void {
    this.placeId = null
    this.list = null
    this.pollId = null
    this.poll = null
    this.roll = null
    this.result = null
    this.objections = null
    this.simulation = null
    this.files.drop()
    this.sender.forget()
  }

  private choose(id: string): void {
    if (id === this.pollId) return
    this.pollId = id
    this.sender.clear()
    this.simulation = null
    const keepAs = (key: string) => ({ storage: this.own, key: `${key}.${id}`, now: this.around.now })
    this.poll = new Loadable(() => this.api.getPoll(id), keepAs('poll'))
    this.roll = new Loadable(() => this.api.getRoll(id))
    this.result = new Loadable(() => this.api.getResult(id), keepAs('poll-result'))
    this.objections = new PagedList((cursor) => this.api.listObjections(id, cursor))
  }

  private async act(action: 'announce' | 'close' | 'annul', reason?: string): Promise<Poll | null> {
    const { pollId } = this
    if (pollId === null) return null
    const said = reason === undefined ? {} : { reason }
    const changed = await this.sender.run(`${action}.${pollId}.${reason ?? ''}`, (id) =>
      this.api.act(pollId, { id, action, ...said }),
    )
    if (changed !== null) this.put(changed)
    return changed
  }
}

export const pollsStore: StoreKind<PollsStore> = ({ api, own, around }) =>
  new PollsStore(new PollsApi(api.http), own, around)
