import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { AidApi } from '../api/aid-api'
import type { CareCircle, CareCircleAction } from '../contract'
import { Loadable } from './loadable'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

/** One's own care circle, those one is in, and for the grid officer the one that a message led to. */
export class CircleStore {
  readonly circles: Loadable<CareCircle[]>
  /** The one that was opened by its id, where it is not among one's own. */
  opened: CareCircle | null = null
  readonly sender: Sender

  constructor(
    private readonly api: AidApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    this.circles = new Loadable(async () => (await api.listCircles()).items)
    makeAutoObservable<this, 'api'>(
      this,
      { opened: observableRef, circles: false, sender: false, api: false },
      { autoBind: true },
    )
  }

  get mine(): CareCircle | null {
    return this.circles.value?.find(({ isMine }) => isMine) ?? null
  }

  /** Those in which one is a neighbour, and the one that was opened. */
  get others(): CareCircle[] {
    const known = (this.circles.value ?? []).filter(({ isMine }) => !isMine)
    const { opened } = this
    return opened === null || opened.isMine || known.some(({ id }) => id === opened.id) ? known : [opened, ...known]
  }

  async open(id: string | null): Promise<void> {
    this.sender.clear()
    await this.circles.load()
    if (id === null || this.circles.value?.some((circle) => circle.id === id)) return
    const opened = await this.sender.run(`open.${id}`, () => this.api.getCircle(id))
    runInAction(() => {
      this.opened = opened
    })
  }

  async begin(placeId: string): Promise<boolean> {
    const made = await this.sender.run(`begin.${placeId}`, (id) => this.api.createCircle(id, placeId))
    if (made !== null) await this.circles.load()
    return made !== null
  }

  async join(code: string): Promise<CareCircle | null> {
    const joined = await this.sender.run(`join.${code}`, () => this.api.joinCircle(code))
    if (joined !== null) await this.circles.load()
    return joined
  }

  async act(circle: CareCircle, action: CareCircleAction['action']): Promise<boolean> {
    const key = `${action}.${circle.id}`
    const answer = await this.sender.run(key, (id) => this.api.actOnCircle(circle.id, { id, action }))
    if (answer === null) return false
    this.circles.set(answer.items)
    const { opened } = this
    if (opened?.id === circle.id) await this.reopen(circle.id)
    return true
  }

  forget(): void {
    this.circles.set([])
    this.opened = null
    this.sender.forget()
  }

  private async reopen(id: string): Promise<void> {
    const opened = await this.sender.run(`open.${id}`, () => this.api.getCircle(id))
    runInAction(() => {
      this.opened = opened
    })
  }
}

export const circleStore: StoreKind<CircleStore> = ({ api, around }) => new CircleStore(api.aid, around)
