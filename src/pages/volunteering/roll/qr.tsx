/// <reference path="../../../types/qrcode-core.d.ts" />
import { View } from '@tarojs/components'
import { create } from 'qrcode/lib/core/qrcode'
import { spoken } from '@/ui'

/** Dark runs of a row: where each begins, and how long it is. */
function runsOf(row: ArrayLike<number>): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = []
  for (let column = 0; column < row.length; column += 1) {
    if (!row[column]) continue
    const last = runs[runs.length - 1]
    if (last && last.from + last.length === column) last.length += 1
    else runs.push({ from: column, length: 1 })
  }
  return runs
}

/** A QR drawn with plain boxes, alike on every end. Dark on white also in the dark: readers expect it. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const percent = (count: number) => `${(count * 100) / size}%`
  return (
    <View className='roll-qr' {...spoken({ role: 'img', label })}>
      <View className='roll-qr__field'>
        {Array.from({ length: size }, (_, row) =>
          runsOf(data.slice(row * size, (row + 1) * size)).map(({ from, length }) => (
            <View
              // biome-ignore lint/suspicious/noArrayIndexKey: a row of a QR is where it is.
              key={`${row}-${from}`}
              className='roll-qr__run'
              style={{ left: percent(from), top: percent(row), width: percent(length), height: percent(1) }}
            />
          )),
        )}
      </View>
    </View>
  )
}
