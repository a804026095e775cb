import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { OfficeApi } from '../api/office-api'
import { ApiError } from '../api/problems'
import type { ImportBatch } from '../contract'
import { LIMITS } from '../contract/limits'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

export type ImportChannel = '12345' | 'hotline'

/** What kinds of file a table of cases comes in. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
export const SHEET_ENDINGS = Object.keys(CONTENT_TYPES)

interface Sheet {
  path: string
  name: string
  bytes: number
}

/** Why a file is not sent at all. */
export type SheetFault = 'kind' | 'size'

const endingOf = (name: string) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

/** A file of cases from another system, on its way in; and what became of its rows. */
export class ImportStore {
  file: Sheet | null = null
  fault: SheetFault | null = null
  batch: ImportBatch | null = null
  /** The columns that the server found wrong, by their names. */
  columns: string[] = []
  readonly sender: Sender

  constructor(
    private readonly api: OfficeApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api'>(
      this,
      { file: observableRef, batch: observableRef, columns: observableRef, sender: false, api: false },
      { autoBind: true },
    )
  }

  choose(file: Sheet): void {
    this.begin()
    if (CONTENT_TYPES[endingOf(file.name)] === undefined) this.fault = 'kind'
    else if (file.bytes > LIMITS.importBytes) this.fault = 'size'
    else this.file = file
  }

  /** Back to where no file is chosen. */
  begin(): void {
    this.file = null
    this.fault = null
    this.batch = null
    this.columns = []
    this.sender.clear()
  }

  /** Sent again, the same file is the same import: rows that were taken are not taken twice. */
  async send(placeId: string, channel: ImportChannel): Promise<void> {
    const { file } = this
    if (file === null) return
    this.columns = []
    const sheet = { path: file.path, contentType: CONTENT_TYPES[endingOf(file.name)] ?? '' }
    const batch = await this.sender.run(`${placeId}.${channel}.${file.path}`, async (id) => {
      try {
        return await this.api.importCases(placeId, id, channel, sheet)
      } catch (error) {
        if (error instanceof ApiError) this.setColumns(error.fields.map(({ path }) => path))
        throw error
      }
    })
    if (batch === null) return
    runInAction(() => {
      this.batch = batch
      this.file = null
    })
  }

  forget(): void {
    this.begin()
    this.sender.forget()
  }

  private setColumns(columns: string[]): void {
    this.columns = columns
  }
}

export const importStore: StoreKind<ImportStore> = ({ api, around }) => new ImportStore(api.office, around)
