import { sayDay } from '@/i18n/time'

/** A day of the ledger ("2026-11-20", in Shanghai) as people say it. */
export const sayLedgerDay = (day: string): string => sayDay(`${day}T00:00:00+08:00`)
