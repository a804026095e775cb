import type { Booking, BookingAction, CreateBookingRequest, HomeService, PageOf } from '../contract'
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
