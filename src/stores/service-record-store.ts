import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { VolunteeringApi } from '../api/volunteering-api'
import type { Certificate, CertificateCheck, ServiceEntry, ServiceRecord, VolunteerProfile } from '../contract'
import { FileInHand } from './file-in-hand'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PersonStorage } from './person-storage'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

/** A volunteer's hours, what proves them, and what they said of themselves. */
export class ServiceRecordStore {
  readonly record: Loadable<ServiceRecord>
  readonly entries: PagedList<ServiceEntry>
  readonly certificates: PagedList<Certificate>
  readonly profile: Loadable<VolunteerProfile>
  check: Loadable<CertificateCheck> | null = null
  readonly files = new FileInHand()
  isBusy = false

  constructor(
    private readonly api: VolunteeringApi,
    own: PersonStorage,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    const { now } = around
    this.record = new Loadable(() => api.getRecord(), { storage: own, key: 'service-record', now })
    this.entries = new PagedList((cursor) => api.listEntries(cursor))
    this.certificates = new PagedList((cursor) => api.listCertificates(cursor))
    this.profile = new Loadable<VolunteerProfile>(() => api.getProfile())
    makeAutoObservable<this, 'api' | 'around'>(
      this,
      {
        record: false,
        entries: false,
        certificates: false,
        profile: false,
        check: observableRef,
        files: false,
        api: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  async open(): Promise<void> {
    await Promise.all([this.record.load(), this.entries.refresh(), this.certificates.refresh()])
  }

  /** Null when the file is at hand. */
  certify(year: number): Promise<Trouble | null> {
    return this.files.fetch(async () => {
      const id = this.around.newId()
      await this.api.makeCertificate(id, year)
      const path = await this.api.fetchCertificate(id)
      void this.certificates.refresh()
      return { path, name: `${year}.pdf` }
    })
  }

  /** One that was made before. */
  takeAgain({ id, number }: Certificate): Promise<Trouble | null> {
    return this.files.fetch(async () => ({ path: await this.api.fetchCertificate(id), name: `${number}.pdf` }))
  }

  takeWorkbook(): Promise<Trouble | null> {
    return this.files.fetch(async () => ({ path: await this.api.fetchWorkbook(), name: 'service-record.xlsx' }))
  }

  async openCheck(number: string): Promise<void> {
    this.check = new Loadable(() => this.api.checkCertificate(number))
    await this.check.load()
  }

  /** Null when it is saved. */
  async saveProfile({ skills, canBeCalled, birthMonth }: VolunteerProfile): Promise<Trouble | null> {
    this.isBusy = true
    try {
      this.profile.set(await this.api.saveProfile({ skills, canBeCalled, birthMonth }))
      return null
    } catch (error) {
      return troubleOf(error)
    } finally {
      runInAction(() => {
        this.isBusy = false
      })
    }
  }

  forget(): void {
    this.files.drop()
    this.record.value = null
    this.record.keptAt = null
    this.profile.value = null
    this.entries.items = []
    this.certificates.items = []
  }
}

export const serviceRecordStore: StoreKind<ServiceRecordStore> = ({ api, own, around }) =>
  new ServiceRecordStore(api.volunteering, own, around)
