import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { posterCode } from '@/platform/deep-link'
import { canScan, scanCode } from '@/platform/scan'
import { useStores } from '@/stores'
import { Button, Card, Skeleton, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** The three ways to begin: scan, type the code, or walk from the city. */
export const ByCode = observer(function ByCode({ onWalk }: { onWalk: () => void }) {
  const { join, ui } = useStores()
  const [typed, setTyped] = useState('')
  if (join.isLoading) return <Skeleton kind='card' count={2} label={t('common.loading')} />

  const handleScan = async () => {
    const scanned = await scanCode()
    if (scanned === null) return
    const code = posterCode(scanned)
    if (code === null) ui.say(t('membership.scanNothing'))
    else await join.openByCode(code)
  }

  const isUnknown = join.trouble?.code === 'not_found' || join.trouble?.code === 'invalid_request'
  const error = join.trouble === null ? null : isUnknown ? t('membership.codeUnknown') : sayTrouble(join.trouble)
  return (
    <>
      {canScan ? (
        <Card title={t('membership.scanTitle')}>
          <Stack>
            <Words tone='second' text={t('membership.scanText')} />
            <Button block icon='scan' text={t('membership.scan')} onPress={() => void handleScan()} />
          </Stack>
        </Card>
      ) : null}
      <Card>
        <Stack>
          <TextField
            label={t('membership.code')}
            value={typed}
            maxLength={12}
            placeholder={t('membership.codePlaceholder')}
            hint={t('membership.codeHint')}
            error={error}
            onChange={setTyped}
            onSubmit={() => void join.openByCode(typed.trim())}
          />
          <Button
            block
            kind={canScan ? 'secondary' : 'primary'}
            text={t('membership.findByCode')}
            disabled={posterCode(typed) === null}
            onPress={() => void join.openByCode(typed.trim())}
          />
        </Stack>
      </Card>
      <Card title={t('membership.walkTitle')}>
        <Stack>
          <Words tone='second' text={t('membership.walkText')} />
          <Button block kind='secondary' icon='location' text={t('membership.walk')} onPress={onWalk} />
        </Stack>
      </Card>
    </>
  )
})
