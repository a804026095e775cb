import type * as Common from './pick-file'

export const canPickFile: typeof Common.canPickFile = false

export const pickFile: typeof Common.pickFile = async () => null
