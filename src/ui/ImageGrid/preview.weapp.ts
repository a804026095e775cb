import type * as Common from './preview'
import { view } from './viewer'

export const preview: typeof Common.preview = async (...picture) => view(...picture)
