import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { fileWay, handOver } from '@/platform/take-file'
import { type Trouble, useStore, useStores } from '@/stores'
import { accountStore } from '@/stores/account-store'
import type { FileInHand } from '@/stores/file-in-hand'
import { Confirm } from '@/ui'
import { sayTrouble } from './trouble'

/** Fetches a file and gives it to the person, the way their platform has: saved, passed to a chat, or told where else to get it. */
export function useTakeFile(files: FileInHand) {
  const { ui } = useStores()
  const account = useStore(accountStore)
  const [isAsking, setAsking] = useState(false)

  const give = async () => {
    setAsking(false)
    const { file } = files
    if (file === null) return
    const isTaken = await handOver(file.path, file.name)
    files.drop()
    if (isTaken) ui.say(t('files.taken'))
  }
  const take = async (fetchFile: () => Promise<Trouble | null>) => {
    if (fileWay === 'elsewhere') return setAsking(true)
    const trouble = await fetchFile()
    if (trouble) return ui.say(sayTrouble(trouble))
    if (fileWay === 'save') return give()
    // WeChat hands a file over on a tap alone.
    setAsking(true)
  }
  const copyAddress = async () => {
    setAsking(false)
    const isCopied = await copyText(account.webAddress)
    ui.say(t(isCopied ? 'files.addressCopied' : 'files.elsewhereText'))
  }
  return {
    isAsking,
    take,
    confirm: () => void (fileWay === 'elsewhere' ? copyAddress() : give()),
    close: () => setAsking(false),
  }
}

type Taking = ReturnType<typeof useTakeFile>

/** The question that some platforms need before a file is handed over. */
export const TakeFile = observer(function TakeFile({ taking }: { taking: Taking }) {
  const isElsewhere = fileWay === 'elsewhere'
  return (
    <Confirm
      open={taking.isAsking}
      title={t(isElsewhere ? 'files.elsewhere' : 'files.ready')}
      text={t(isElsewhere ? 'files.elsewhereText' : 'files.readyText')}
      confirmText={t(isElsewhere ? 'files.copyAddress' : 'files.send')}
      cancelText={t('common.cancel')}
      onConfirm={taking.confirm}
      onCancel={taking.close}
    />
  )
})
