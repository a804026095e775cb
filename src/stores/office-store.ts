import { makeAutoObservable, observableRef } from 'mobx'
import type { OfficeApi } from '../api/office-api'
import type { AnswerTemplate, HandOver, PlaceBrief, StaffMember } from '../contract'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** A colleague can hold several offices; in a list each is a line. */
export type Colleague = StaffMember & { id: string }

export interface NewHandOver {
  placeId: string
  toPersonId: string
  from: string
  until: string
}

/** What an office has at hand: departments to call, ready answers, colleagues, and who stands in for whom. */
export class OfficeStore {
  departments: Loadable<PlaceBrief[]> | null = null
  templates: PagedList<AnswerTemplate> | null = null
  staff: PagedList<Colleague> | null = null
  readonly handOvers: PagedList<HandOver>
  isBusy = false
  trouble: Trouble | null = null
  /** Whose departments, templates and staff are at hand. */
  private departmentsOf: string | null = null
  private templatesOf: string | null = null
  private staffOf: string | null = null

  constructor(
    private readonly api: OfficeApi,
    private readonly around: Pick<Surroundings, 'newId'>,
  ) {
    this.handOvers = new PagedList((cursor) => api.listHandOvers(cursor))
    makeAutoObservable<this, 'api' | 'around' | 'departmentsOf' | 'templatesOf' | 'staffOf'>(
      this,
      {
        departments: observableRef,
        templates: observableRef,
        staff: observableRef,
        handOvers: false,
        departmentsOf: false,
        templatesOf: false,
        staffOf: false,
        api: false,
        around: false,
      },
      { autoBind: true },
    )
  }

  async openDepartments(placeId: string): Promise<void> {
    if (placeId !== this.departmentsOf || this.departments === null) {
      this.departmentsOf = placeId
      this.departments = new Loadable(async () => (await this.api.listDepartments(placeId)).items)
    }
    await this.departments.load()
  }

  async openTemplates(placeId: string): Promise<void> {
    if (placeId !== this.templatesOf || this.templates === null) {
      this.templatesOf = placeId
      this.templates = new PagedList((cursor) => this.api.listTemplates(placeId, cursor))
    }
    await this.templates.refresh()
  }

  async openStaff(placeId: string): Promise<void> {
    if (placeId !== this.staffOf || this.staff === null) {
      this.staffOf = placeId
      this.staff = new PagedList(async (cursor) => {
        const { items, nextCursor } = await this.api.listStaff(placeId, cursor)
        return {
          items: items.map((member) => ({ ...member, id: `${member.personId}.${member.role}.${member.place.id}` })),
          nextCursor,
        }
      })
    }
    await this.staff.refresh()
  }

  /** True when it is there. */
  async addTemplate(placeId: string, title: string, text: string): Promise<boolean> {
    const template = { placeId, title: title.trim(), text: text.trim() }
    const made = await attempt(this, () => this.api.createTemplate(this.around.newId(), template))
    if (made) this.templates?.put(made)
    return made !== null
  }

  /** True when it is gone. */
  async deleteTemplate({ id }: AnswerTemplate): Promise<boolean> {
    const gone = await attempt(this, async () => {
      await this.api.deleteTemplate(id)
      return true
    })
    if (gone) this.templates?.remove(id)
    return gone === true
  }

  async handOver(handOver: NewHandOver): Promise<boolean> {
    const made = await attempt(this, () => this.api.createHandOver(this.around.newId(), handOver))
    if (made) this.handOvers.put(made)
    return made !== null
  }

  async endHandOver({ id }: HandOver): Promise<boolean> {
    const act = { id: this.around.newId(), action: 'end' } as const
    const ended = await attempt(this, () => this.api.actOnHandOver(id, act))
    if (ended) this.handOvers.replace(ended)
    return ended !== null
  }

  clearTrouble(): void {
    this.trouble = null
  }

  forget(): void {
    this.departments = null
    this.templates = null
    this.staff = null
    this.handOvers.items = []
    this.handOvers.nextCursor = null
    this.handOvers.state = 'idle'
  }
}

export const officeStore: StoreKind<OfficeStore> = ({ api, around }) => new OfficeStore(api.office, around)
