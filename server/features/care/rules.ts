import type { CareTaskState, SignalChannel } from '../../../src/contract'

/** How soon somebody should have looked, in minutes of the clock: neither smoke nor an elder waits for an office to open. */
const CARE_MINUTES: Record<SignalChannel, number> = { smoke_sensor: 30, door_sensor: 240, '12345': 240, hotline: 240 }

export function careDueAt(channel: SignalChannel, at: Date): Date {
  return new Date(at.getTime() + CARE_MINUTES[channel] * 60_000)
}

export type CareVerb = 'take' | 'finish'

/** From which state a verb leads where. */
export const CARE_TRANSITIONS: Record<CareVerb, { from: CareTaskState; to: CareTaskState }> = {
  take: { from: 'open', to: 'taken' },
  finish: { from: 'taken', to: 'done' },
}
