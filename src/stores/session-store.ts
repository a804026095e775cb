import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { Apis } from '../api'
import { ApiError } from '../api/problems'
import type {
  Demo,
  HeldRole,
  Me,
  MembershipView,
  PageOf,
  Place,
  PlaceBrief,
  PlaceChild,
  Provider,
  UpdateMeRequest,
} from '../contract'
import { Loadable } from './loadable'
import type { PersonStorage } from './person-storage'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'
import type { UiStore } from './ui-store'

/** A grid the person can be in: as a neighbour, or because it is in their charge. */
export interface MyGrid {
  id: string
  name: string
  community: PlaceBrief
  membership: MembershipView | null
}

/** `stranger`: asked for nothing yet. `waiting`: a request is being looked at. `refused`: none is left but a refused one. */
export type Standing = 'signed_out' | 'stranger' | 'waiting' | 'refused' | 'member'

const TOKEN_KEY = 'linli.token'
const GRID_KEY = 'linli.grid'
/** A street has a few dozen grids; more than these cannot be chosen from a list anyway. */
const STAFF_GRIDS_MAX = 60

/** Who is here, and in which grid. */
export class SessionStore {
  token: string | null
  readonly me: Loadable<Me>
  readonly demo: Loadable<Demo>
  /** The current grid with what one can do there. */
  readonly place: Loadable<Place>
  isNew = false
  /** Roles and the grids in one's charge are known, as far as they can be. */
  hasSettledIn = false
  isSigningIn = false
  trouble: Trouble | null = null
  private staffGrids: MyGrid[] = []
  /** More grids are in one's charge than are listed. */
  hasMoreGrids = false
  private chosenGridId: string | null

  constructor(
    private readonly api: Pick<Apis, 'session' | 'places' | 'media'>,
    private readonly around: Pick<Surroundings, 'storage' | 'newId' | 'now'>,
    private readonly own: PersonStorage,
    private readonly ui: UiStore,
  ) {
    this.token = around.storage.read<string>(TOKEN_KEY)
    this.chosenGridId = around.storage.read<string>(GRID_KEY)
    const { now } = around
    this.me = new Loadable(() => api.session.getMe(), { storage: own, key: 'me', now })
    this.demo = new Loadable(() => api.session.getDemo())
    this.place = new Loadable(() => api.places.getPlace(this.grid?.id ?? ''), { storage: own, key: 'place', now })
    this.staffGrids = own.read<MyGrid[]>('staffGrids') ?? []
    makeAutoObservable<this, 'api' | 'around' | 'own' | 'ui'>(
      this,
      { me: false, demo: false, place: false, token: observableRef, api: false, around: false, own: false, ui: false },
      { autoBind: true },
    )
  }

  get isSignedIn(): boolean {
    return this.token !== null
  }

  get person() {
    return this.me.value?.person ?? null
  }

  get memberships(): MembershipView[] {
    return this.me.value?.memberships ?? []
  }

  /** What the person is entrusted with, and where. */
  get roles(): HeldRole[] {
    return this.me.value?.roles ?? []
  }

  get isStaff(): boolean {
    return this.roles.length > 0
  }

  /** Everywhere the person can be, homes first. */
  get grids(): MyGrid[] {
    const homes = this.memberships
      .filter(({ state }) => state === 'verified')
      .map((membership) => ({ ...membership.grid, community: membership.community, membership }))
    const seen = new Set<string>()
    return [...homes, ...this.staffGrids].filter(({ id }) => !seen.has(id) && seen.add(id))
  }

  /** Where the person acts for the community, also where they live there themselves. */
  get gridsInCharge(): MyGrid[] {
    return this.staffGrids
  }

  get grid(): MyGrid | null {
    return this.grids.find(({ id }) => id === this.chosenGridId) ?? this.grids[0] ?? null
  }

  get standing(): Standing {
    if (!this.isSignedIn) return 'signed_out'
    if (this.grid) return 'member'
    if (this.memberships.some(({ state }) => state === 'pending')) return 'waiting'
    return this.memberships.some(({ state }) => state === 'refused') ? 'refused' : 'stranger'
  }

  /** At the app's start, and whenever it is shown again. */
  async refresh(): Promise<void> {
    if (!this.isSignedIn) return
    await this.me.load()
    if (this.me.trouble?.code === 'not_signed_in') return this.forget()
    await this.settleIn()
  }

  /** Null when it worked. */
  async signIn(provider: Provider, code: string): Promise<Trouble | null> {
    this.isSigningIn = true
    this.trouble = null
    try {
      const answer = await this.api.session.signIn({ provider, code })
      this.own.clear()
      this.around.storage.write(TOKEN_KEY, answer.token)
      runInAction(() => {
        this.token = answer.token
        this.isNew = answer.isNew
      })
      await this.me.load()
      await this.settleIn()
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
    } finally {
      runInAction(() => {
        this.isSigningIn = false
      })
    }
    return this.trouble
  }

  async sendPhoneCode(phone: string): Promise<Trouble | null> {
    try {
      await this.api.session.sendPhoneCode(phone)
      return null
    } catch (error) {
      return troubleOf(error)
    }
  }

  /** The phone forgets at once; the server is told if it can be reached. */
  async signOut(): Promise<void> {
    const telling = this.api.session.signOut()
    this.forget()
    try {
      await telling
    } catch (error) {
      troubleOf(error)
    }
  }

  /** Null when it worked. */
  async updateMe(changes: UpdateMeRequest): Promise<Trouble | null> {
    try {
      this.me.set(await this.api.session.updateMe(changes))
      return null
    } catch (error) {
      return troubleOf(error)
    }
  }

  /** `filePath` is a picture on the phone. Null when it worked. */
  async setAvatar(filePath: string): Promise<Trouble | null> {
    try {
      const image = await this.api.media.uploadImage(this.around.newId(), filePath, () => {})
      return await this.updateMe({ avatarImageId: image.id })
    } catch (error) {
      return troubleOf(error)
    }
  }

  chooseGrid(gridId: string): void {
    this.chosenGridId = gridId
    this.around.storage.write(GRID_KEY, gridId)
    void this.place.load()
  }

  /** A request that was just made or decided. */
  putMembership(membership: MembershipView): void {
    const me = this.me.value
    if (!me || membership.personId !== me.person.id) return
    const others = me.memberships.filter(({ id }) => id !== membership.id)
    this.me.set({ ...me, memberships: [membership, ...others] })
  }

  setUnread(unread: number): void {
    if (this.me.value) this.me.set({ ...this.me.value, unread })
  }

  /** The server no longer knows us: everything personal goes from the phone, unsent writes excepted. */
  forget(): void {
    this.around.storage.remove(TOKEN_KEY)
    this.around.storage.remove(GRID_KEY)
    this.own.clear()
    this.token = null
    this.chosenGridId = null
    this.hasSettledIn = false
    this.staffGrids = []
    this.hasMoreGrids = false
    for (const loadable of [this.me, this.place] as Loadable<unknown>[]) {
      loadable.value = null
      loadable.state = 'idle'
      loadable.trouble = null
      loadable.keptAt = null
    }
  }

  private async settleIn(): Promise<void> {
    const me = this.me.value
    if (!me || this.me.state !== 'ready') return
    if (!this.ui.isUnsaved && !this.isNew) this.ui.adopt(me.person)
    await this.loadStaffGrids(me)
    runInAction(() => {
      this.hasSettledIn = true
    })
    if (this.grid) await this.place.load()
  }

  private async loadStaffGrids({ roles }: Me): Promise<void> {
    const found: MyGrid[] = []
    try {
      let isWhole = true
      for (const { placeId } of roles) isWhole = (await this.collectGrids(placeId, found)) && isWhole
      this.own.write('staffGrids', found)
      runInAction(() => {
        this.staffGrids = found
        this.hasMoreGrids = !isWhole
      })
    } catch (error) {
      // Offline, the grids of the last time stay.
      if (error instanceof ApiError) troubleOf(error)
    }
  }

  /** Walks down from where a role is held; false where it stopped before the end. A department is no place of daily life and has none. */
  private async collectGrids(placeId: string, found: MyGrid[]): Promise<boolean> {
    const place = await this.api.places.getPlace(placeId)
    const parent = place.ancestors.find(({ kind }) => kind === 'community')
    if (place.kind === 'grid' && parent)
      found.push({ id: place.id, name: place.name, community: parent, membership: null })
    if (place.kind !== 'community' && place.kind !== 'street' && place.kind !== 'district') return true
    const community = { id: place.id, kind: place.kind, name: place.name }
    let cursor: string | null = null
    do {
      const page: PageOf<PlaceChild> = await this.api.places.listChildren(placeId, cursor)
      for (const child of page.items) {
        if (found.length >= STAFF_GRIDS_MAX) return false
        if (child.kind === 'grid') found.push({ id: child.id, name: child.name, community, membership: null })
        else if (!(await this.collectGrids(child.id, found))) return false
      }
      cursor = page.nextCursor
    } while (cursor !== null)
    return true
  }
}
