import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Match } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { piecesOf } from '@/stores/compose-need-store'
import { Button, Card, Rating, TextField } from '@/ui'

const STARS_MAX = 5

/** Stars, and points if they wish. */
export const Thank = observer(function Thank({ match }: { match: Match }) {
  const { ui } = useStores()
  const aid = useStore(aidStore)
  const [stars, setStars] = useState(STARS_MAX)
  const [points, setPoints] = useState('')
  const amount = piecesOf(points, LIMITS.thankPoints)
  const isWhole = points.trim() === '' || amount !== null
  const handleThank = async () => {
    const thanked = await aid.actOnMatch(match, {
      action: 'thank',
      stars,
      ...(amount === null ? {} : { points: amount }),
    })
    if (thanked) ui.say(t('aid.match.thanked'))
  }
  return (
    <Card title={t('aid.match.how')}>
      <Rating value={stars} labelOf={(count) => t('aid.match.stars', { count })} onChange={setStars} />
      <TextField
        label={t('aid.match.points')}
        hint={t('aid.match.pointsHint')}
        kind='number'
        value={points}
        maxLength={4}
        onChange={setPoints}
      />
      <Button
        block
        text={t('aid.match.thank')}
        disabled={!isWhole}
        loading={aid.sender.isBusy}
        onPress={() => void handleThank()}
      />
    </Card>
  )
})
