import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import type { PlacesApi } from '../api/places-api'
import type { CreateAlertRequest, HeldRole, MissingAlert } from '../contract'
import { LIMITS } from '../contract/limits'
import type { NamedPoint } from './compose-appeal-store'
import type { KeptPictures } from './kept-pictures'
import { Loadable } from './loadable'
import type { PendingStore } from './pending-store'
import type { PersonStorage } from './person-storage'
import { type DraftPicture, PictureTray } from './picture-tray'
import type { Outcome } from './post-store'
import type { StoreKind } from './root-store'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

interface Draft {
  id: string
  name: string
  description: string
  lastPlace: string
  lastSeenAt: string
  point: NamedPoint | null
  pictures: readonly DraftPicture[]
}

const DRAFT_KEY = 'draft.alert'
/** From a street down to its communities; a district has streets in between. */
const DEPTH_MAX = 2

/** Where an alert can be sent. */
export interface Reach {
  id: string
  name: string
}

const lengthOf = (text: string) => Array.from(text.normalize('NFKC').trim()).length

/** An alert being written, in haste: what was written is kept whatever happens to the phone. */
export class ComposeAlertStore {
  draft: Draft
  /** The grid or the community of the person's office; for the street the communities below it. */
  reach: Loadable<Reach[]> | null = null
  isSending = false
  trouble: Trouble | null = null
  readonly tray: PictureTray

  constructor(
    media: MediaApi,
    private readonly places: PlacesApi,
    private readonly pending: PendingStore,
    private readonly own: PersonStorage,
    pictures: KeptPictures,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    this.tray = new PictureTray(media, around, () => this.keep(), 1, pictures)
    this.draft = this.emptyDraft()
    makeAutoObservable<this, 'places' | 'pending' | 'own' | 'around' | 'emptyDraft'>(
      this,
      {
        draft: observableRef,
        reach: observableRef,
        tray: false,
        places: false,
        pending: false,
        own: false,
        around: false,
        emptyDraft: false,
      },
      { autoBind: true },
    )
  }

  get canSend(): boolean {
    const { name, description, lastPlace } = this.draft
    const fits =
      lengthOf(name) <= LIMITS.displayName &&
      lengthOf(description) <= LIMITS.alertText &&
      lengthOf(lastPlace) <= LIMITS.noticeTitle
    const isWritten = [name, description, lastPlace].every((words) => words.trim() !== '')
    return !this.isSending && !this.tray.isBusy && this.tray.outgoing.length === 1 && fits && isWritten
  }

  async findReach(roles: readonly HeldRole[]): Promise<void> {
    this.reach = new Loadable(async () => {
      const found: Reach[] = []
      for (const { role, placeId, placeName } of roles) {
        if (role === 'grid_officer' || role === 'secretary') found.push({ id: placeId, name: placeName })
        if (role === 'street_staff') found.push(...(await this.communitiesBelow(placeId, DEPTH_MAX)))
      }
      return found
    })
    await this.reach.load()
  }

  open(): void {
    const kept = this.own.read<Draft>(DRAFT_KEY)
    if (!kept) {
      if (this.draft.name === '') this.draft = this.emptyDraft()
      return
    }
    this.draft = kept
    this.tray.takeUp(kept.pictures)
  }

  change(changes: Partial<Omit<Draft, 'id' | 'pictures'>>): void {
    this.draft = { ...this.draft, ...changes }
    this.keep()
  }

  discard(): void {
    this.tray.discard()
    this.leaveDraft()
  }

  retryOffline(): void {
    this.tray.retryOffline()
  }

  forget(): void {
    this.tray.clear()
    this.draft = this.emptyDraft()
    this.trouble = null
  }

  /** `placeId` is a grid or a community: everybody in the community is told. */
  async submit(placeId: string): Promise<Outcome> {
    const pictures = this.tray.outgoing
    const imageId = pictures[0]?.id
    if (!this.canSend || imageId === undefined) return 'refused'
    const { id, name, description, lastPlace, lastSeenAt, point } = this.draft
    const body: CreateAlertRequest = {
      placeId,
      name: name.trim(),
      description: description.trim(),
      imageId,
      lastPlace: lastPlace.trim(),
      lastSeenAt,
      ...(point ? { location: { lng: point.lng, lat: point.lat } } : {}),
    }
    this.isSending = true
    this.trouble = null
    try {
      const write = {
        id,
        kind: 'alert',
        method: 'PUT',
        path: `/alerts/${id}`,
        body,
        pictures,
        title: body.name,
      } as const
      const sent = await this.pending.send<MissingAlert>(write)
      runInAction(() => this.leaveDraft())
      return sent.outcome
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        this.trouble = trouble
      })
      return 'refused'
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  /** What became of its picture is for whoever has it now. */
  private leaveDraft(): void {
    this.own.remove(DRAFT_KEY)
    this.forget()
  }

  private async communitiesBelow(placeId: string, depth: number): Promise<Reach[]> {
    const { items } = await this.places.listChildren(placeId)
    const here = items.filter(({ kind }) => kind === 'community').map(({ id, name }) => ({ id, name }))
    const below = depth > 1 ? items.filter(({ kind }) => kind === 'street') : []
    for (const { id } of below) here.push(...(await this.communitiesBelow(id, depth - 1)))
    return here
  }

  private keep(): void {
    this.own.write(DRAFT_KEY, { ...this.draft, pictures: this.tray.draft })
  }

  private emptyDraft(): Draft {
    return {
      id: this.around.newId(),
      name: '',
      description: '',
      lastPlace: '',
      lastSeenAt: this.around.now().toISOString(),
      point: null,
      pictures: [],
    }
  }
}

export const composeAlertStore: StoreKind<ComposeAlertStore> = ({ api, around, own, pending, pictures }) =>
  new ComposeAlertStore(api.media, api.places, pending, own, pictures, around)
