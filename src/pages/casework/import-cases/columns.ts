import { t } from '@/i18n'

const COLUMNS = ['number', 'grid', 'building', 'category', 'text', 'lng', 'lat'] as const
type Column = (typeof COLUMNS)[number]

const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name)

/** A column by its name in the reader's language; one that nobody knows, as it stands in the file. */
export const sayColumn = (name: string): string => (isColumn(name) ? t(`casework.import.columns.${name}`) : name)
