import type { SignalChannel } from '../../../src/contract'

export type Outcome = 'appeal' | 'care_task'

/**
 * What becomes of a signal. A door sensor is listened to where somebody behind the door agreed, and nowhere else. Smoke is never passed over:
 * in a home that agreed somebody looks in, anywhere else it is a case of the place.
 */
export function outcomeOf(channel: SignalChannel, isWatchedHome: boolean): Outcome | null {
  if (channel === 'door_sensor') return isWatchedHome ? 'care_task' : null
  return channel === 'smoke_sensor' && isWatchedHome ? 'care_task' : 'appeal'
}

export function isSensor(channel: SignalChannel): channel is 'smoke_sensor' | 'door_sensor' {
  return channel === 'smoke_sensor' || channel === 'door_sensor'
}

/** Whether the time under which a signal was signed (seconds since 1970) is near enough to now, before or after. */
export function isFresh(signedAtSeconds: number, now: Date, ageSecondsMax: number): boolean {
  return Math.abs(now.getTime() / 1_000 - signedAtSeconds) <= ageSecondsMax
}
