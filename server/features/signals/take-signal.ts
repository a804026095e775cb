import { type AppealCategory, LIMITS, type SignalAnswer, type SignalRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { normaliseText } from '../../kernel/text'
import type { Reader, Tx } from '../../storage/store'
import { type NewAppeal, openAppeal } from '../appeals'
import { findWatchedHome, openCareTask } from '../care'
import { guessCategories } from '../dispatch'
import { findPlace, isWithin, type PlaceRow } from '../places'
import type { SignalPorts } from './ports'
import { findSignal, insertSignal, type SignalRow } from './repository'
import { isSensor, outcomeOf } from './rules'

type Taken = { outcome: 'created' | 'exists'; answer: SignalAnswer }

interface WatchedHome {
  /** Who agreed to the sensor. */
  personId: string
  householdId: string
  building: PlaceRow
}

/**
 * Makes a case or a care task of what a channel sent, or notes that a door moved; the same number again is answered the same.
 * @throws Problem id_taken where the number came with other content before; not_found where the place is not known, or nobody behind the door
 *   agreed to its sensor
 */
export async function takeSignal(deps: Deps, ports: SignalPorts, signal: SignalRequest): Promise<Taken> {
  const { channel, signalId: number, placeId, deviceId } = signal
  if (deviceId !== undefined && !isSensor(channel)) throw invalid('deviceId', 'only of a sensor')
  if (signal.event !== undefined && channel !== 'door_sensor') throw invalid('event', 'only of a door sensor')
  const text = normaliseText(signal.text, 'text', LIMITS.appealText)
  const bodyHash = hashRequest(signal)
  const receivedAt = deps.clock.now()
  const outcomeId = newId(receivedAt)
  const made = { at: receivedAt, calendar: deps.config.workingCalendar }
  if (signal.event === 'moved') return noteMovedDoor(deps, ports, signal)
  return deps.store.write(async (tx) => {
    const known = await findSame(tx, signal, bodyHash)
    if (known) return known
    const place = found(await findPlace(tx, placeId))
    const home = await findHome(tx, signal, place)
    const outcome = outcomeOf(channel, home !== null)
    if (outcome === null) throw new Problem('not_found')
    const row = { channel, number, bodyHash, outcome, outcomeId }
    if ((await insertSignal(tx, { ...row, placeId, receivedAt })) === 'exists') {
      return found(await findSame(tx, signal, bodyHash))
    }
    if (outcome === 'care_task' && home !== null) {
      const { householdId, building } = home
      await openCareTask(tx, { id: outcomeId, householdId, building, channel, text }, receivedAt)
    } else {
      await openAppeal(tx, appealOf(signal, text, { ...made, id: outcomeId, requestHash: bodyHash }))
    }
    return { outcome: 'created', answer: answerOf(row) }
  })
}

/** Nothing is kept of it, so that nobody's comings and goings are: the same again notes the same. */
async function noteMovedDoor(deps: Deps, ports: SignalPorts, signal: SignalRequest): Promise<Taken> {
  const receivedAt = deps.clock.now()
  const movedAt = new Date(signal.at)
  if (Number.isNaN(movedAt.getTime())) throw invalid('at', 'no such time')
  await deps.store.write(async (tx) => {
    const home = await findHome(tx, signal, found(await findPlace(tx, signal.placeId)))
    if (home === null) throw new Problem('not_found')
    await ports.noteMovedDoor(tx, { personId: home.personId, movedAt, at: receivedAt })
  })
  return { outcome: 'exists', answer: { signalId: signal.signalId, outcome: 'noted' } }
}

async function findSame(reader: Reader, signal: SignalRequest, bodyHash: string): Promise<Taken | null> {
  const known = await findSignal(reader, signal.channel, signal.signalId)
  if (known === undefined) return null
  if (known.bodyHash !== bodyHash) throw new Problem('id_taken')
  return { outcome: 'exists', answer: answerOf(known) }
}

/** The home that a device watches, in the place that the signal names. */
async function findHome(tx: Tx, { channel, deviceId }: SignalRequest, place: PlaceRow): Promise<WatchedHome | null> {
  if (deviceId === undefined || !isSensor(channel)) return null
  const home = await findWatchedHome(tx, channel, deviceId)
  if (home === undefined) return null
  const building = found(await findPlace(tx, home.buildingId))
  const { personId, householdId } = home
  return isWithin(building.path, place.path) ? { personId, householdId, building } : null
}

/** What a hotline wrote down often names who called: the handlers read it, neighbours do not. */
function appealOf(
  signal: SignalRequest,
  text: string,
  made: Pick<NewAppeal, 'id' | 'requestHash' | 'at' | 'calendar'>,
) {
  return {
    ...made,
    placeId: signal.placeId,
    source: signal.channel,
    category: signal.category ?? categoryOf(signal, text),
    text,
    imageIds: [],
    location: signal.location ?? null,
    reporter: null,
    isAnonymous: true,
    isConflict: false,
    isPublic: false,
  }
}

function categoryOf({ channel }: SignalRequest, text: string): AppealCategory {
  return channel === 'smoke_sensor' ? 'safety' : (guessCategories(text)[0]?.category ?? 'other')
}

function answerOf({ number, outcome, outcomeId }: Pick<SignalRow, 'number' | 'outcome' | 'outcomeId'>): SignalAnswer {
  return { signalId: number, outcome, id: outcomeId }
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
