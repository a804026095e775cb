import type * as Common from './pick-table'

export const canPickTable: typeof Common.canPickTable = false

export const pickTable: typeof Common.pickTable = async () => null
