import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { OfficeApi } from '../api/office-api'
import { ApiError } from '../api/problems'
import type { ImportBatch } from '../contract'
import { LIMITS } from '../contract/limits'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'
import { tableTypeOf } from './table-type'

export type ImportChannel = '12345' | 'hotline'

interface Sheet {
  path: string
  name: string
  bytes: number
}

/** Why a file is not sent at all. */
export type SheetFault = 'kind' | 'size'

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
    if (tableTypeOf(file.name) === null) this.fault = 'kind'
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
    const sheet = { path: file.path, contentType: tableTypeOf(file.name) ?? '' }
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
