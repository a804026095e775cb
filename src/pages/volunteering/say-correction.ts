import type { ServiceCorrection } from '@/contract'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'

/** By how much, why, by whom and when: "更正 −60 分钟：…（张书记，3月5日）". */
export function sayCorrection({ minutes, reason, by, at }: ServiceCorrection): string {
  const change = minutes > 0 ? `+${minutes}` : `−${-minutes}`
  return t('volunteering.correction', { change, reason, by, day: sayDay(at) })
}
