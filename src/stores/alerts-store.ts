import { makeAutoObservable, observableRef } from 'mobx'
import type { AlertsApi } from '../api/alerts-api'
import type { CreateSightingRequest, GeoPoint, MissingAlert, Sighting } from '../contract'
import { attempt } from './attempt'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { PendingStore, PendingWrite } from './pending-store'
import type { Outcome } from './post-store'
import type { Surroundings } from './surroundings'
import type { Trouble } from './trouble'

/** Somebody is missing: what stands on the home page, one alert with what neighbours saw, and its end. */
export class AlertsStore {
  placeId: string | null = null
  /** The open ones of a community. */
  atPlace: Loadable<MissingAlert[]> | null = null
  alertId: string | null = null
  loading: Loadable<MissingAlert> | null = null
  sightings: PagedList<Sighting> | null = null
  isBusy = false
  trouble: Trouble | null = null

  constructor(
    private readonly api: AlertsApi,
    private readonly pending: PendingStore,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
  ) {
    makeAutoObservable<this, 'api' | 'pending' | 'around'>(
      this,
      {
        atPlace: observableRef,
        loading: observableRef,
        sightings: observableRef,
        api: false,
        pending: false,
        around: false,
      },
      { autoBind: true },
    )
    pending.onSent(this.takeSent)
  }

  get alert(): MissingAlert | null {
    return this.loading?.value ?? null
  }

  /** What stands on the home page, whoever raised it. */
  get urgent(): MissingAlert[] {
    return (this.atPlace?.value ?? []).filter(({ state }) => state === 'open')
  }

  /** Sightings of this alert that are not yet sent. */
  get waiting(): PendingWrite[] {
    return this.pending.writes.filter(
      ({ kind, path }) => kind === 'sighting' && path.startsWith(`/alerts/${this.alertId}/`),
    )
  }

  async openPlace(placeId: string): Promise<void> {
    if (placeId !== this.placeId || this.atPlace === null) {
      this.placeId = placeId
      this.atPlace = new Loadable(async () => (await this.api.listOpen(placeId)).items)
    }
    await this.atPlace.load()
  }

  async openAlert(alertId: string): Promise<void> {
    if (alertId !== this.alertId || this.loading === null) {
      this.alertId = alertId
      this.trouble = null
      this.loading = new Loadable(() => this.api.getAlert(alertId))
      this.sightings = new PagedList((cursor) => this.api.listSightings(alertId, cursor))
    }
    await this.refresh()
  }

  async refresh(): Promise<void> {
    await this.loading?.load()
    if (this.alert?.can.see_sightings) await this.sightings?.refresh()
    if (this.alert && this.alert.state === 'ended') this.drop(this.alert.id)
  }

  /** "我看到了" */
  async reportSighting(text: string, point: GeoPoint | null): Promise<Outcome> {
    const { alertId } = this
    if (alertId === null || this.isBusy) return 'refused'
    const id = this.around.newId()
    const body: CreateSightingRequest = {
      text: text.trim(),
      seenAt: this.around.now().toISOString(),
      ...(point ? { location: { lng: point.lng, lat: point.lat } } : {}),
    }
    const path = `/alerts/${alertId}/sightings/${id}`
    const sent = await attempt(this, () =>
      this.pending.send<Sighting>({ id, kind: 'sighting', method: 'PUT', path, body, title: body.text }),
    )
    return sent?.outcome ?? 'refused'
  }

  /** Found: with one tap it is over, and the photo goes everywhere. True when it worked. */
  async end(): Promise<boolean> {
    const { alertId } = this
    if (alertId === null || this.isBusy) return false
    const ended = await attempt(this, () => this.api.act(alertId, { id: this.around.newId(), action: 'end' }))
    if (ended === null) return false
    this.loading?.set(ended)
    this.drop(alertId)
    return true
  }

  forget(): void {
    this.placeId = null
    this.atPlace = null
    this.alertId = null
    this.loading = null
    this.sightings = null
    this.trouble = null
  }

  private drop(alertId: string): void {
    const shown = this.atPlace?.value
    if (shown) this.atPlace?.set(shown.filter(({ id }) => id !== alertId))
  }

  private takeSent({ kind }: PendingWrite, answer: unknown): void {
    if (kind === 'alert') {
      const alert = answer as MissingAlert
      const shown = this.atPlace?.value ?? []
      if (!shown.some(({ id }) => id === alert.id)) this.atPlace?.set([alert, ...shown])
    }
    if (kind !== 'sighting') return
    const sighting = answer as Sighting
    const { alert } = this
    if (sighting.alertId !== this.alertId || !alert) return
    this.loading?.set({ ...alert, sightings: alert.sightings + 1 })
    this.sightings?.put(sighting)
  }
}
