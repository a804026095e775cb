import type { Language } from '../../src/contract'

/** Who sent a request. */
export interface Caller {
  personId: string
  displayName: string
  language: Language
  tokenHash: string
}
