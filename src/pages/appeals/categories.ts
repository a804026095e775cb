import type { AppealCategory } from '@/contract'

/** In the order in which they are offered. */
export const categories = [
  'facilities',
  'sanitation',
  'noise',
  'parking',
  'safety',
  'elder_care',
  'dispute',
  'other',
] as const satisfies readonly AppealCategory[]
