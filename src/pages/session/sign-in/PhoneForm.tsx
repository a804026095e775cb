import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { useStores } from '@/stores'
import { Button, Card, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'

const SECONDS_BETWEEN_CODES = 60
const isPhone = (phone: string) => /^1[3-9]\d{9}$/.test(phone)

function useCountdown() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (seconds === 0) return
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000)
    return () => clearTimeout(timer)
  }, [seconds])
  return [seconds, () => setSeconds(SECONDS_BETWEEN_CODES)] as const
}

/** Number, then the code sent to it; handed on as "<phone>:<code>". */
export const PhoneForm = observer(function PhoneForm({ onSignIn }: { onSignIn: (code: string) => void }) {
  const { session, ui } = useStores()
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [isCodeSent, setCodeSent] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [seconds, startCountdown] = useCountdown()

  const handleSend = async () => {
    if (!isPhone(phone)) return setError(t('session.phoneWrong'))
    setError(null)
    startCountdown()
    const trouble = await session.sendPhoneCode(phone)
    if (trouble) return setError(sayTrouble(trouble))
    setCodeSent(true)
    ui.say(t('session.codeSent', { phone }))
  }

  return (
    <Card>
      <Stack>
        <TextField
          label={t('session.phone')}
          kind='phone'
          maxLength={11}
          value={phone}
          placeholder={t('session.phonePlaceholder')}
          error={error}
          onChange={setPhone}
        />
        {isCodeSent ? (
          <>
            <TextField
              label={t('session.code')}
              kind='phone'
              maxLength={6}
              value={code}
              placeholder={t('session.codePlaceholder')}
              hint={seconds > 0 ? t('session.sendAgain', { count: seconds }) : undefined}
              onChange={setCode}
            />
            <Button
              block
              text={t('session.signIn')}
              disabled={code.length < 4}
              loading={session.isSigningIn}
              onPress={() => onSignIn(`${phone}:${code}`)}
            />
          </>
        ) : null}
        {seconds === 0 || !isCodeSent ? (
          <Button
            block
            kind={isCodeSent ? 'text' : 'primary'}
            text={seconds > 0 ? t('session.sendAgain', { count: seconds }) : t('session.sendCode')}
            disabled={seconds > 0}
            onPress={() => void handleSend()}
          />
        ) : null}
      </Stack>
    </Card>
  )
})
