import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Booking,
  BookingAction,
  Closed,
  CreateBookingRequest,
  CreateHomeServiceRequest,
  HomeService,
  HomeServiceAction,
  HomeServicesQuery,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { actOnBooking } from './act-on-booking'
import { bookService } from './book-service'
import { createService } from './create-service'
import { endService } from './end-service'
import { refuseMinding, refuseReadBooking, refuseReading } from './policy'
import { presentBooking, presentService } from './presenter'
import { findBooking, findService, listBookings, listServices } from './repository'

const FIRST_PAGE = [new Date('2999-01-01T00:00:00.000Z'), AFTER_ALL_IDS] as const

export const homeServicesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['home-services']

  const showService = async (id: string, personId: string): Promise<HomeService> => {
    const service = found(await findService(read, id))
    const standing = await findStanding(read, personId)
    refuseIf(refuseReading(standing, { id: service.communityId, path: service.communityPath }))
    return presentService(service, standing)
  }

  const showBooking = async (id: string, personId: string): Promise<Booking> => {
    const booking = found(await findBooking(read, id))
    const standing = await findStanding(read, personId)
    refuseIf(refuseReadBooking(standing, booking))
    return presentBooking(booking, standing, deps.clock.now())
  }

  const pageOfBookings = async (
    by: Parameters<typeof listBookings>[1],
    personId: string,
    { limit = LIMITS.pageDefault, cursor }: { limit?: number; cursor?: string },
  ) => {
    const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
    const standing = await findStanding(read, personId)
    const now = deps.clock.now()
    return toPage(
      await listBookings(read, by, before, limit + 1),
      limit,
      (row) => [row.createdAt, row.id],
      (row) => presentBooking(row, standing, now),
    )
  }

  app.put(
    '/services/:id',
    {
      schema: {
        tags,
        summary: 'Enter a home service into the directory (secretary, partner)',
        params: IdParams,
        body: CreateHomeServiceRequest,
        response: { 200: HomeService, 201: HomeService },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const { body } = request
      const line = (text: string, path: string) => normaliseLine(text, path, LIMITS.serviceTitle)
      const texts = {
        title: line(body.title, 'title'),
        area: line(body.area, 'area'),
        certificate: line(body.certificate, 'certificate'),
        about: normaliseText(body.about, 'about', LIMITS.serviceAbout),
      }
      const outcome = await createService(deps, { ...body, ...texts, id, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await showService(id, personId))
    },
  )

  app.get(
    '/services/:id',
    { schema: { tags, summary: 'A home service', params: IdParams, response: { 200: HomeService } } },
    async (request) => showService(request.params.id, callerOf(request).personId),
  )

  app.get(
    '/places/:id/services',
    {
      schema: {
        tags,
        summary: 'Home services of a community, newest first',
        params: IdParams,
        querystring: HomeServicesQuery,
        response: { 200: Page(HomeService) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, category = null } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const place = found(await findPlace(read, request.params.id))
      const community = found(await findPlace(read, place.communityId ?? place.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseReading(standing, community))
      return toPage(
        await listServices(read, { communityId: community.id, category }, before, limit + 1),
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentService(row, standing),
      )
    },
  )

  app.post(
    '/services/:id/actions',
    {
      schema: {
        tags,
        summary: 'Take a home service out of the directory',
        params: IdParams,
        body: HomeServiceAction,
        response: { 200: HomeService },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await endService(deps, { serviceId: request.params.id, personId, actId: request.body.id })
      return showService(request.params.id, personId)
    },
  )

  app.get(
    '/services/:id/bookings',
    {
      config: { staffView: 'aid' },
      schema: {
        tags,
        summary: 'Who booked a service, newest first (whoever minds it)',
        params: IdParams,
        querystring: Closed({ ...PageQuery }),
        response: { 200: Page(Booking) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const service = found(await findService(read, request.params.id))
      refuseIf(refuseMinding(await findStanding(read, personId), service))
      return pageOfBookings({ serviceId: service.id }, personId, request.query)
    },
  )

  app.put(
    '/bookings/:id',
    {
      schema: {
        tags,
        summary: 'Book a home service',
        params: IdParams,
        body: CreateBookingRequest,
        response: { 200: Booking, 201: Booking },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const { note, ...rest } = request.body
      const said = note === undefined ? {} : { note: normaliseText(note, 'note', LIMITS.reasonText) }
      const outcome = await bookService(deps, { ...rest, ...said, id, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await showBooking(id, personId))
    },
  )

  app.get(
    '/bookings/:id',
    {
      config: { staffView: 'aid' },
      schema: { tags, summary: 'A booking', params: IdParams, response: { 200: Booking } },
    },
    async (request) => showBooking(request.params.id, callerOf(request).personId),
  )

  app.get(
    '/me/bookings',
    {
      schema: {
        tags,
        summary: 'What I booked, newest first',
        querystring: Closed({ ...PageQuery }),
        response: { 200: Page(Booking) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return pageOfBookings({ residentId: personId }, personId, request.query)
    },
  )

  app.post(
    '/bookings/:id/actions',
    {
      schema: {
        tags,
        summary: 'Call a booking off, say that it was done (provider), rate it, or complain, which becomes an appeal',
        params: IdParams,
        body: BookingAction,
        response: { 200: Booking },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { body } = request
      const act = 'text' in body ? { ...body, text: normaliseText(body.text, 'text', LIMITS.appealText - 62) } : body
      await actOnBooking(deps, { bookingId: request.params.id, personId, act })
      return showBooking(request.params.id, personId)
    },
  )
}
