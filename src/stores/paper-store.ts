import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import { PollsApi } from '../api/polls-api'
import type { PaperBallot, RollEntry } from '../contract'
import { PagedList } from './paged-list'
import { PictureTray } from './picture-tray'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** The paper desk of a poll: sheets are entered by one member of staff and confirmed by another. */
export class PaperStore {
  pollId: string | null = null
  entries: PagedList<RollEntry> | null = null
  sheets: PagedList<PaperBallot> | null = null
  readonly scan: PictureTray
  isBusy = false
  trouble: Trouble | null = null
  /** A sheet whose answer was lost is sent again as the same one. */
  private lost: { said: string; id: string } | null = null

  constructor(
    private readonly api: PollsApi,
    media: MediaApi,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.scan = new PictureTray(media, around, () => {}, 1)
    makeAutoObservable<this, 'api' | 'around' | 'lost'>(
      this,
      { entries: observableRef, sheets: observableRef, scan: false, api: false, around: false, lost: false },
      { autoBind: true },
    )
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
    const said = `${serial} ${rollEntryId} ${optionIds.join(' ')}`
    const id = this.lost?.said === said ? this.lost.id : this.around.newId()
    this.lost = { said, id }
    const [scanImageId] = this.scan.doneIds
    const sheet = await this.run((pollId) =>
      this.api.enterPaper(pollId, id, {
        serial,
        rollEntryId,
        optionIds: [...optionIds],
        ...(scanImageId === undefined ? {} : { scanImageId }),
      }),
    )
    if (sheet === null) return null
    runInAction(() => {
      this.lost = null
      this.entries = null
      this.scan.clear()
    })
    return sheet
  }

  /** Reads the sheet once more and says what is on it: only the same confirms. */
  async confirm(sheet: PaperBallot, optionIds: readonly string[]): Promise<PaperBallot | null> {
    const { id, serial, rollEntryId, scanImageId } = sheet
    const scan = scanImageId === null ? {} : { scanImageId }
    return this.run((pollId) =>
      this.api.enterPaper(pollId, id, { serial, rollEntryId, optionIds: [...optionIds], ...scan }),
    )
  }

  async withdraw(sheet: PaperBallot, reason: string): Promise<PaperBallot | null> {
    return this.run((pollId) => this.api.withdrawPaper(pollId, sheet.id, { id: this.around.newId(), reason }))
  }

  clearTrouble(): void {
    this.trouble = null
  }

  retryOffline(): void {
    this.scan.retryOffline()
  }

  forget(): void {
    this.pollId = null
    this.entries = null
    this.sheets = null
    this.trouble = null
    this.lost = null
    this.scan.clear()
  }

  private async run(work: (pollId: string) => Promise<PaperBallot>): Promise<PaperBallot | null> {
    const { pollId } = this
    if (pollId === null || this.isBusy) return null
    this.isBusy = true
    this.trouble = null
    try {
      const sheet = await work(pollId)
      this.sheets?.put(sheet)
      return sheet
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return null
    } finally {
      runInAction(() => {
        this.isBusy = false
      })
    }
  }
}

export const paperStore: StoreKind<PaperStore> = ({ api, around }) =>
  new PaperStore(new PollsApi(api.http), api.media, around)
