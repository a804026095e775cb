import { makeAutoObservable, observableRef } from 'mobx'
import type { ServicesApi } from '../api/services-api'
import type { Booking, BookingAction, CreateBookingRequest, CreateHomeServiceRequest, HomeService } from '../contract'
import { Loadable } from './loadable'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

type WithoutId<Act> = Act extends unknown ? Omit<Act, 'id'> : never

/** The directory of home services, one's own bookings, and for whoever runs a service those of others. */
export class ServicesStore {
  placeId: string | null = null
  services: PagedList<HomeService> | null = null
  service: Loadable<HomeService> | null = null
  /** One's own, or those of the service whose id was opened. */
  bookings: PagedList<Booking> | null = null
  readonly sender: Sender
  private serviceId: string | null = null

  constructor(
    private readonly api: ServicesApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api' | 'serviceId'>(
      this,
      {
        services: observableRef,
        service: observableRef,
        bookings: observableRef,
        sender: false,
        api: false,
        serviceId: false,
      },
      { autoBind: true },
    )
  }

  async open(placeId: string): Promise<void> {
    if (placeId !== this.placeId) {
      this.placeId = placeId
      this.services = new PagedList((cursor) => this.api.listServices(placeId, cursor))
    }
    await this.services?.refresh()
  }

  async openService(id: string): Promise<void> {
    if (id !== this.serviceId) {
      this.serviceId = id
      this.sender.clear()
      this.service = new Loadable(() => this.api.getService(id))
    }
    await this.service?.load()
  }

  async enter(service: CreateHomeServiceRequest): Promise<HomeService | null> {
    const made = await this.sender.run(`enter.${JSON.stringify(service)}`, (id) => this.api.enter(id, service))
    if (made !== null) this.services?.put(made)
    return made
  }

  /** Taken out of the directory; what is booked stands. */
  async end(service: HomeService): Promise<HomeService | null> {
    const ended = await this.sender.run(`end.${service.id}`, (id) =>
      this.api.actOnService(service.id, { id, action: 'end' }),
    )
    if (ended !== null) this.services?.remove(ended.id)
    return ended
  }

  /** Without a service: one's own. */
  async openBookings(serviceId: string | null): Promise<void> {
    this.sender.clear()
    this.bookings = new PagedList((cursor) =>
      serviceId === null ? this.api.listMyBookings(cursor) : this.api.listBookings(serviceId, cursor),
    )
    await this.bookings.refresh()
  }

  book(booking: CreateBookingRequest): Promise<Booking | null> {
    return this.sender.run(`book.${JSON.stringify(booking)}`, (id) => this.api.book(id, booking))
  }

  async act(booking: Booking, act: WithoutId<BookingAction>): Promise<Booking | null> {
    const key = `${booking.id}.${JSON.stringify(act)}`
    const changed = await this.sender.run(key, (id) =>
      this.api.actOnBooking(booking.id, { id, ...act } as BookingAction),
    )
    if (changed !== null) this.bookings?.replace(changed)
    return changed
  }

  forget(): void {
    this.placeId = null
    this.services = null
    this.service = null
    this.serviceId = null
    this.bookings = null
    this.sender.forget()
  }
}

export const servicesStore: StoreKind<ServicesStore> = ({ api, around }) => new ServicesStore(api.services, around)
