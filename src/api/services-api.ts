import type {
  Booking,
  BookingAction,
  CreateBookingRequest,
  CreateHomeServiceRequest,
  HomeService,
  HomeServiceAction,
  PageOf,
} from '../contract'
import type { HttpClient } from './http-client'

/** Home services of the community, and what was booked of them. */
export class ServicesApi {
  constructor(private readonly http: HttpClient) {}

  listServices(placeId: string, cursor: string | null): Promise<PageOf<HomeService>> {
    return this.http.get(`/places/${placeId}/services`, { cursor })
  }

  getService(id: string): Promise<HomeService> {
    return this.http.get(`/services/${id}`)
  }

  enter(id: string, service: CreateHomeServiceRequest): Promise<HomeService> {
    return this.http.put(`/services/${id}`, service)
  }

  actOnService(id: string, act: HomeServiceAction): Promise<HomeService> {
    return this.http.post(`/services/${id}/actions`, act)
  }

  book(id: string, booking: CreateBookingRequest): Promise<Booking> {
    return this.http.put(`/bookings/${id}`, booking)
  }

  listMyBookings(cursor: string | null): Promise<PageOf<Booking>> {
    return this.http.get('/me/bookings', { cursor })
  }

  listBookings(serviceId: string, cursor: string | null): Promise<PageOf<Booking>> {
    return this.http.get(`/services/${serviceId}/bookings`, { cursor })
  }

  actOnBooking(id: string, act: BookingAction): Promise<Booking> {
    return this.http.post(`/bookings/${id}/actions`, act)
  }
}
