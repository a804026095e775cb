import type { ServicePrice } from '@/contract'
import { t } from '@/i18n'

/** Fen as yuan, without decimals where there are none. */
export function sayPrice({ fen, per }: ServicePrice): string {
  if (fen === 0) return t('aid.services.free')
  const yuan = fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
  return t(`aid.services.per.${per}`, { yuan })
}

/** What was typed as yuan, in fen; nothing is free of charge. Null for what is no price. */
export function fenOf(yuan: string): number | null {
  const text = yuan.trim()
  if (text === '') return 0
  return /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null
}
