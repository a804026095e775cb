import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { MembershipApi } from '../api/membership-api'
import type { PlacesApi } from '../api/places-api'
import { ApiError } from '../api/problems'
import type { CreateMembershipRequest, Household, MembershipView, Place, PlaceChild, Relation } from '../contract'
import type { PendingStore } from './pending-store'
import { Sender } from './sender'
import type { SessionStore } from './session-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

const CODE_KEY = 'linli.join.code'
/** A building has a few hundred doors; a list that never ends is a fault, not a building. */
const PAGES_MAX = 20

/** A step on the way down. */
type PassedPlace = Omit<PlaceChild, 'can'>

/** Finding one's door: by a poster's code, or down the tree from the city. Then asking to be let in. */
export class JoinStore {
  /** From the top of the tree down to where one stands; the last is the one whose children are shown. */
  path: PassedPlace[] = []
  children: PlaceChild[] = []
  households: Household[] | null = null
  household: Household | null = null
  relation: Relation | null = null
  isLoading = false
  isSending = false
  trouble: Trouble | null = null
  private readonly leaving: Sender

  constructor(
    private readonly api: PlacesApi,
    private readonly membershipApi: MembershipApi,
    private readonly session: SessionStore,
    private readonly pending: PendingStore,
    private readonly around: Pick<Surroundings, 'storage' | 'newId'>,
  ) {
    this.leaving = new Sender(around)
    makeAutoObservable<this, 'api' | 'membershipApi' | 'session' | 'pending' | 'around' | 'leaving'>(
      this,
      {
        path: observableRef,
        children: observableRef,
        households: observableRef,
        household: observableRef,
        api: false,
        membershipApi: false,
        session: false,
        pending: false,
        around: false,
        leaving: false,
      },
      { autoBind: true },
    )
    pending.onSent(({ kind }, answer) => kind === 'membership' && session.putMembership(answer as MembershipView))
  }

  get here(): PassedPlace | null {
    return this.path[this.path.length - 1] ?? null
  }

  get grid(): PassedPlace | null {
    return this.path.find(({ kind }) => kind === 'grid') ?? null
  }

  get building(): PassedPlace | null {
    return this.path.find(({ kind }) => kind === 'building') ?? null
  }

  get isEnding(): boolean {
    return this.leaving.isBusy
  }

  get canSend(): boolean {
    return this.household !== null && this.relation !== null && !this.isSending
  }

  /** A code that was scanned before signing in is not asked for again after it. */
  get rememberedCode(): string | null {
    return this.around.storage.read<string>(CODE_KEY)
  }

  /** True when the code led somewhere. */
  async openByCode(code: string): Promise<boolean> {
    this.around.storage.write(CODE_KEY, code)
    const place = await this.run(() => this.api.getPlaceByCode(code))
    if (!place) {
      if (this.trouble?.code === 'not_found' || this.trouble?.code === 'invalid_request')
        this.around.storage.remove(CODE_KEY)
      return false
    }
    runInAction(() => {
      this.path = pathTo(place)
    })
    await this.loadBelow()
    return true
  }

  /** From the top; where there is only one city, from there. */
  async openTree(): Promise<void> {
    this.path = []
    this.clearDoor()
    await this.loadBelow()
    const [only, ...others] = this.children
    if (only && others.length === 0) await this.choosePlace(only)
  }

  /** Back to where nothing is chosen, the code included. */
  startOver(): void {
    this.around.storage.remove(CODE_KEY)
    this.path = []
    this.children = []
    this.clearDoor()
  }

  async choosePlace(place: PlaceChild): Promise<void> {
    this.path = [...this.path, place]
    await this.loadBelow()
  }

  /** Back up to one of the places that were passed; null is the top. */
  async backTo(id: string | null): Promise<void> {
    this.path = this.path.slice(0, this.path.findIndex((place) => place.id === id) + 1)
    await this.loadBelow()
  }

  chooseHousehold(household: Household): void {
    this.household = household
    this.trouble = null
  }

  chooseRelation(relation: Relation): void {
    this.relation = relation
  }

  retry(): Promise<void> {
    return this.loadBelow()
  }

  async submit(): Promise<'sent' | 'kept' | 'refused'> {
    const { household, relation, building } = this
    if (!household || !relation) return 'refused'
    const id = this.around.newId()
    const body: CreateMembershipRequest = { householdId: household.id, relation }
    const title = `${building?.name ?? ''} ${household.number}`.trim()
    this.isSending = true
    this.trouble = null
    try {
      const write = { id, kind: 'membership', method: 'PUT', path: `/memberships/${id}`, body, title } as const
      const sent = await this.pending.send<MembershipView>(write)
      runInAction(() => this.startOver())
      return sent.outcome
    } catch (error) {
      this.take(error)
      return 'refused'
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  /** Moved out, or asked for the wrong door. True when it worked. */
  async end(membershipId: string): Promise<boolean> {
    this.trouble = null
    const ended = await this.leaving.run(membershipId, async (id) => {
      try {
        return await this.membershipApi.act(membershipId, { id, action: 'end' })
      } catch (error) {
        runInAction(() => this.take(error))
        throw error
      }
    })
    if (ended) {
      this.session.putMembership(ended)
      await this.session.refresh()
    }
    return ended !== null
  }

  forget(): void {
    this.leaving.forget()
  }

  private async loadBelow(): Promise<void> {
    this.clearDoor()
    this.children = []
    const { here } = this
    if (here?.kind === 'building') {
      // Doors are shown to people who have said who they are.
      if (!this.session.isSignedIn) return
      const households = await this.run(() => everyPage((cursor) => this.api.listHouseholds(here.id, cursor)))
      runInAction(() => {
        if (this.here?.id === here.id) this.households = households
      })
      return
    }
    const children = await this.run(() =>
      everyPage((cursor) => (here ? this.api.listChildren(here.id, cursor) : this.api.listRoots(cursor))),
    )
    runInAction(() => {
      if (this.here?.id === here?.id) this.children = (children ?? []).filter(({ kind }) => kind !== 'department')
    })
  }

  private clearDoor(): void {
    this.households = null
    this.household = null
    this.relation = null
    this.trouble = null
  }

  private async run<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    this.isLoading = true
    this.trouble = null
    try {
      return await work()
    } catch (error) {
      this.take(error)
      return null
    } finally {
      runInAction(() => {
        this.isLoading = false
      })
    }
  }

  private take(error: unknown): void {
    const trouble = troubleOf(error)
    this.trouble = trouble
    if (error instanceof ApiError && error.status === 401) this.session.forget()
  }
}

const pathTo = (place: Place): PassedPlace[] => [
  ...place.ancestors.map((ancestor) => ({ ...ancestor, hasChildren: true })),
  { id: place.id, kind: place.kind, name: place.name, hasChildren: true },
]

async function everyPage<Item>(
  fetchPage: (cursor: string | null) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await fetchPage(cursor)
    items.push(...answer.items)
    cursor = answer.nextCursor
    if (cursor === null) break
  }
  return items
}
