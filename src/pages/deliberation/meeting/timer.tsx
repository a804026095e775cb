import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Agenda } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { Button, Card } from '@/ui'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** What is left of a part. While it runs that follows from the clock: a phone that sleeps stops its timers, not the meeting. */
export interface Countdown {
  leftMs: number
  /** Milliseconds since the epoch; null while it stands. */
  runsSince: number | null
}

export const leftAt = ({ leftMs, runsSince }: Countdown, now: number): number =>
  runsSince === null ? leftMs : leftMs - (now - runsSince)

/** "4:05", and "+0:12" for what runs over. */
export function sayLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / SECOND_MS)
  const left = Math.abs(seconds)
  return `${seconds < 0 ? '+' : ''}${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}

/**
 * One part of the agenda after the other, each with its time; what runs over is counted too, and nobody is cut off. Once it has begun it keeps to
 * the agenda that there was: votes still come in, and what is read anew may be in another order.
 */
export function Timer({ agenda: latest }: { agenda: Agenda }) {
  const [begun, setBegun] = useState<{ agenda: Agenda; at: number; countdown: Countdown } | null>(null)
  const agenda = begun?.agenda ?? latest
  const at = begun?.at ?? 0
  const countdown = begun?.countdown ?? { leftMs: (agenda.items[0]?.minutes ?? 0) * MINUTE_MS, runsSince: null }
  const [now, setNow] = useState(() => Date.now())
  const isRunning = countdown.runsSince !== null
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  const item = agenda.items[at]
  if (!item) return null
  const next = agenda.items[at + 1]
  const left = leftAt(countdown, now)
  const handleRun = () => {
    const pressedAt = Date.now()
    setNow(pressedAt)
    const runsSince = isRunning ? null : pressedAt
    setBegun({ agenda, at, countdown: { leftMs: leftAt(countdown, pressedAt), runsSince } })
  }
  const handleNext = () => {
    if (!next) return
    const pressedAt = Date.now()
    setNow(pressedAt)
    const runsSince = isRunning ? pressedAt : null
    setBegun({ agenda, at: at + 1, countdown: { leftMs: next.minutes * MINUTE_MS, runsSince } })
  }
  return (
    <Card title={t('deliberation.host.timer')}>
      <Words text={item.text === '' ? t(`deliberation.agenda.${item.why}`) : typeset(item.text)} />
      <View className={left < 0 ? 'meeting-clock meeting-clock--over' : 'meeting-clock'}>{sayLeft(left)}</View>
      {left < 0 ? <Words tone='second' text={t('deliberation.host.over')} /> : null}
      <Stack>
        <Button
          block
          kind='secondary'
          text={t(isRunning ? 'deliberation.host.pause' : 'deliberation.host.start')}
          onPress={handleRun}
        />
        {next ? <Button block kind='text' text={t('deliberation.host.next')} onPress={handleNext} /> : null}
      </Stack>
    </Card>
  )
}
