import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { openTab } from '@/platform/navigate'
import { fileWay, handOver } from '@/platform/take-file'
import { useStore, useStores } from '@/stores'
import { accountStore } from '@/stores/account-store'
import { Cell, Confirm } from '@/ui'
import { sayTrouble } from '../../frame/trouble'

/** What the law gives a person: a copy of all that is kept of them (PIPL, art. 45). How it reaches them is the platform's to say. */
export const TakeCopy = observer(function TakeCopy() {
  const { ui } = useStores()
  const account = useStore(accountStore)
  const [isAsking, setAsking] = useState(false)

  const handleTake = async () => {
    if (account.isExporting) return
    if (fileWay === 'elsewhere') return setAsking(true)
    const trouble = await account.fetchCopy()
    if (trouble) return ui.say(sayTrouble(trouble))
    if (fileWay === 'save') return handOverCopy()
    setAsking(true)
  }
  const handOverCopy = async () => {
    setAsking(false)
    const isTaken = await handOver(account.copyPath ?? '', t('account.copyFile'))
    account.forget()
    if (isTaken) ui.say(t(fileWay === 'save' ? 'account.copySaved' : 'account.copySent'))
  }
  const copyAddress = async () => {
    setAsking(false)
    const isCopied = await copyText(account.webAddress)
    ui.say(isCopied ? t('account.addressCopied') : t('account.addressShown', { address: account.webAddress }))
  }

  const isElsewhere = fileWay === 'elsewhere'
  return (
    <>
      <Cell
        title={t('account.takeCopy')}
        note={t(account.isExporting ? 'account.copyComing' : 'account.takeCopyNote')}
        onPress={() => void handleTake()}
      />
      <Confirm
        open={isAsking}
        title={t(isElsewhere ? 'account.copyElsewhere' : 'account.copyReady')}
        text={isElsewhere ? t('account.copyElsewhereText') : t('account.copyReadyText')}
        confirmText={t(isElsewhere ? 'account.copyAddress' : 'account.sendCopy')}
        cancelText={t('common.cancel')}
        onConfirm={() => void (isElsewhere ? copyAddress() : handOverCopy())}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** The end of an account (PIPL, art. 47): asked once, in words that name what goes and what stays. */
export const Erase = observer(function Erase() {
  const { session, ui } = useStores()
  const account = useStore(accountStore)
  const [isAsking, setAsking] = useState(false)

  const handleErase = async () => {
    const trouble = await account.erase()
    setAsking(false)
    if (trouble) return ui.say(sayTrouble(trouble))
    ui.say(t('account.erased'))
    await openTab('home/home')
  }

  return (
    <>
      <Cell tone='alert' title={t('account.erase')} note={t('account.eraseNote')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        danger
        busy={account.isErasing}
        title={t('account.eraseTitle', { name: session.person?.displayName ?? '' })}
        text={t('account.eraseText')}
        confirmText={t('account.eraseYes')}
        cancelText={t('account.eraseNo')}
        onConfirm={() => void handleErase()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})
