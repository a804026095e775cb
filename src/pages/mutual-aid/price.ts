import type { ServicePrice } from '@/contract'
import { t } from '@/i18n'

/** Fen as yuan, without decimals where there are none. */
export function sayPrice({ fen, per }: ServicePrice): string {
  if (fen === 0) return t('aid.services.free')
  const yuan = fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
  return t(`aid.services.per.${per}`, { yuan })
}
