import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { PHOTO_HEAD_BYTES, type PhotoFacts, readPhotoFacts } from '@/platform/photo-facts'
import type { PickedImage } from '@/platform/pick-images'
import { readHead } from '@/platform/read-head'
import { useStore } from '@/stores'
import { composeAppealStore } from '@/stores/compose-appeal-store'
import { Button, Card } from '@/ui'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'

/** What the photos just chosen say of their place and time; the first that says something counts. */
export function usePhotoFacts() {
  const [facts, setFacts] = useState<PhotoFacts>({ point: null, takenAt: null })
  const look = async (photos: readonly PickedImage[]) => {
    for (const { path } of photos) {
      const head = await readHead(path, PHOTO_HEAD_BYTES)
      const found = head === null ? null : readPhotoFacts(head)
      if (!found) continue
      setFacts((known) => ({ point: known.point ?? found.point, takenAt: known.takenAt ?? found.takenAt }))
    }
  }
  return { facts, look, drop: (part: keyof PhotoFacts) => setFacts((known) => ({ ...known, [part]: null })) }
}

/** By its date, since it will be read on other days. */
function sayDate(takenAt: string): string {
  const [date = '', hour = ''] = takenAt.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return t('appeals.report.photoWhen', { year, month: Number(month), day: Number(day), hour })
}

interface OfferProps {
  facts: PhotoFacts
  onTaken: (part: keyof PhotoFacts) => void
}

/** The photo's place and time are offered: they are read on the phone, and nothing of them is sent until they are taken. */
export const PhotoOffer = observer(function PhotoOffer({ facts, onTaken }: OfferProps) {
  const store = useStore(composeAppealStore)
  const { point, takenAt } = facts
  if (point === null && takenAt === null) return null
  const when = takenAt === null ? '' : sayDate(takenAt)
  const handlePoint = () => {
    if (point) store.setPoint({ ...point, name: t('appeals.report.photoPoint') })
    onTaken('point')
  }
  const handleTime = () => {
    const said = t('appeals.report.photoTime', { when })
    store.setText(store.draft.text.trim() === '' ? said : `${store.draft.text.trimEnd()} ${said}`)
    onTaken('takenAt')
  }
  return (
    <Card title={t('appeals.report.photoFacts')}>
      <Stack>
        <Words tone='second' text={t('appeals.report.photoFactsNote')} />
        {point ? (
          <Button
            block
            kind='secondary'
            icon='location'
            text={t('appeals.report.takePhotoPoint')}
            onPress={handlePoint}
          />
        ) : null}
        {takenAt ? (
          <Button
            block
            kind='secondary'
            icon='time'
            text={t('appeals.report.takePhotoTime', { when })}
            onPress={handleTime}
          />
        ) : null}
      </Stack>
    </Card>
  )
})
