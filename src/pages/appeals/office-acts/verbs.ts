import type { Appeal } from '@/contract'

/** What staff do; the order is that in which it is offered. */
const officeVerbs = [
  'accept',
  'approve',
  'answer',
  'whistle',
  'assign',
  'send_back',
  'merge',
  'rate_department',
  'note',
  'set_conflict',
] as const

export type OfficeVerb = (typeof officeVerbs)[number]

/** Those that need a form; the other two are done with one tap. */
export type FormVerb = Exclude<OfficeVerb, 'accept' | 'approve'>

/** The server's `can`, and nothing else, says which. */
export const verbsOf = ({ can }: Pick<Appeal, 'can'>): OfficeVerb[] => officeVerbs.filter((verb) => can[verb])

/** What is done with one tap, at the thumb. */
export const mainVerbOf = ({ can }: Pick<Appeal, 'can'>): 'accept' | 'approve' | null =>
  can.accept ? 'accept' : can.approve ? 'approve' : null
