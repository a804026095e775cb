import { noteMovedDoor } from './features/care-circles'
import type { SignalPorts } from './features/signals'

/** A door that moved in the morning says to the care circle of whoever lives behind it that they are up. */
export const signalPorts: SignalPorts = { noteMovedDoor }
