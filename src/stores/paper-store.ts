import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import { PollsApi } from '../api/polls-api'
import type { PaperBallot, PaperBallotRequest, RollEntry } from '../contract'
import { PagedList } from './paged-list'
import { PictureTray } from './picture-tray'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** The paper desk of a poll: sheets are entered by one member of staff and confirmed by another. */
export class PaperStore {
  pollId: string | null = null
  entries: PagedList<RollEntry> | null = null
  sheets: PagedList<PaperBallot> | null = null
  readonly scan: PictureTray
  private readonly sender: Sender

  constructor(
    private readonly api: PollsApi,
    media: MediaApi,
    around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.sender = new Sender(around)
    this.scan = new PictureTray(media, around, () => {}, 1)
    makeAutoObservable<this, 'api' | 'sender'>(
      this,
      { entries: observableRef, sheets: observableRef, scan: false, api: false, sender: false },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.sender.isBusy
  }

  get trouble(): Trouble | null {
    return this.sender.trouble
  }

  async open(pollId: string): Promise<void> {
    if (pollId !== this.pollId) {
      this.forget()
      this.pollId = pollId
      this.sheets = new PagedList((cursor) => this.api.listPaper(pollId, cursor))
    }
    await this.sheets?.refresh()
  }

  /** Entries of the roll whose name or door has these words in it. */
  async find(part: string): Promise<void> {
    const { pollId } = this
    if (pollId === null || part.trim() === '') return
    this.entries = new PagedList((cursor) => this.api.listEntries(pollId, part.trim(), cursor))
    await this.entries.refresh()
  }

  async enter(serial: string, rollEntryId: string, optionIds: readonly string[]): Promise<PaperBallot | null> {
    const [scanImageId] = this.scan.doneIds
    const ballot: PaperBallotRequest = {
      serial,
      rollEntryId,
      optionIds: [...optionIds],
      ...(scanImageId === undefined ? {} : { scanImageId }),
    }
    const sheet = await this.send(`enter.${JSON.stringify(ballot)}`, (pollId, id) =>
      this.api.enterPaper(pollId, id, ballot),
    )
    if (sheet === null) return null
    runInAction(() => {
      this.entries = null
      this.scan.clear()
    })
    return sheet
  }

  /** Reads the sheet once more and says what is on it: only the same confirms. */
  async confirm(sheet: PaperBallot, optionIds: readonly string[]): Promise<PaperBallot | null> {
    const { id, serial, rollEntryId, scanImageId } = sheet
    const scan = scanImageId === null ? {} : { scanImageId }
    return this.send(`confirm.${id}`, (pollId) =>
      this.api.enterPaper(pollId, id, { serial, rollEntryId, optionIds: [...optionIds], ...scan }),
    )
  }

  async withdraw(sheet: PaperBallot, reason: string): Promise<PaperBallot | null> {
    return this.send(`withdraw.${sheet.id}.${reason}`, (pollId, id) =>
      this.api.withdrawPaper(pollId, sheet.id, { id, reason }),
    )
  }

  clearTrouble(): void {
    this.sender.clear()
  }

  retryOffline(): void {
    this.scan.retryOffline()
  }

  forget(): void {
    this.pollId = null
    this.entries = null
    this.sheets = null
    this.sender.forget()
    this.scan.clear()
  }

  private async send(
    key: string,
    work: (pollId: string, id: string) => Promise<PaperBallot>,
  ): Promise<PaperBallot | null> {
    const { pollId } = this
    if (pollId === null) return null
    const sheet = await this.sender.run(`${pollId}.${key}`, (id) => work(pollId, id))
    if (sheet !== null) this.sheets?.put(sheet)
    return sheet
  }
}

export const paperStore: StoreKind<PaperStore> = ({ api, around }) =>
  new PaperStore(new PollsApi(api.http), api.media, around)
