import { takeAgreedButton } from '../builtins/activation'
import { ApiFailure, type Phone } from '../phone'
import type { Shell } from '../shell'
import type { Plain } from '../types'

const PRIVACY_REFUSED = 104
const SUBSCRIBE_MAX = 3

interface PrivacyAnswer {
  event: 'exposureAuthorization' | 'agree' | 'disagree'
  buttonId?: string
}

type PrivacyListener = (resolve: (answer: PrivacyAnswer) => void, info: Plain) => void

/** The agreement that WeChat asks for before the first call of a private API. */
export class Privacy {
  private listener: PrivacyListener | null = null
  private waiting: Promise<void> | null = null

  constructor(
    private readonly phone: Phone,
    private readonly shell: Shell,
  ) {}

  listen(listener: PrivacyListener): void {
    this.listener = listener
  }

  /** Resolves once agreed. Refused, it fails as WeChat does, and the next private call asks again. */
  ask(referrer: string): Promise<void> {
    if (this.phone.state.privacy === 'agreed') return Promise.resolve()
    this.waiting ??= this.askOnce(referrer).finally(() => {
      this.waiting = null
    })
    return this.waiting
  }

  private async askOnce(referrer: string): Promise<void> {
    const agreed = this.listener ? await this.askProgram(this.listener, referrer) : await this.askByPhone()
    if (!agreed) throw new ApiFailure('privacy permission is not authorized', { errno: PRIVACY_REFUSED })
    this.phone.state.privacy = 'agreed'
  }

  private askProgram(listener: PrivacyListener, referrer: string): Promise<boolean> {
    return new Promise((resolve) => {
      takeAgreedButton()
      const answer = (given: PrivacyAnswer): void => {
        if (given.event === 'exposureAuthorization') return
        // WeChat takes an agreement only after its own button was tapped.
        const tapped = given.event === 'agree' && takeAgreedButton() !== null
        if (given.event === 'agree' && !tapped)
          console.error('[privacy] resolve({ event: "agree" }) without a tap on the agreement button')
        resolve(tapped)
      }
      listener(answer, { referrer })
    })
  }

  private async askByPhone(): Promise<boolean> {
    const buttons = [{ text: '拒绝' }, { text: '同意' }]
    return (await this.shell.dialog('用户隐私保护提示', '请阅读并同意隐私保护指引', buttons)).index === 1
  }
}

export function accountApis(phone: Phone, privacy: Privacy): Plain {
  const { state } = phone
  const account = { miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' } }
  return {
    login: phone.api('login', () => ({ code: state.loginCode })),
    checkSession: phone.api('checkSession'),
    getAccountInfoSync: () => account,
    getPrivacySetting: phone.api('getPrivacySetting', () => ({
      needAuthorization: state.privacy === 'needed',
      privacyContractName: '《邻里隐私保护指引》',
    })),
    onNeedPrivacyAuthorization: (listener: PrivacyListener) => privacy.listen(listener),
    requirePrivacyAuthorize: phone.api('requirePrivacyAuthorize', () => privacy.ask('requirePrivacyAuthorize')),
    openPrivacyContract: phone.api('openPrivacyContract'),
    requestSubscribeMessage: phone.api('requestSubscribeMessage', (options) => {
      const ids = (options.tmplIds ?? options.entityIds) as string[]
      if (ids.length > SUBSCRIBE_MAX) throw new ApiFailure('Templates count out of max bounds', { errCode: 20003 })
      return Object.fromEntries(ids.map((id) => [id, state.subscribeAnswer]))
    }),
    getSetting: phone.api('getSetting', () => ({
      authSetting: {},
      subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
    })),
    openSetting: phone.api('openSetting', () => ({ authSetting: {} })),
    authorize: phone.api('authorize'),
    getUserProfile: phone.api('getUserProfile', () => ({ userInfo: { nickName: '微信用户', avatarUrl: '' } })),
    scanCode: phone.api('scanCode', () => {
      if (state.scanResult === null) throw new ApiFailure('cancel')
      return {
        result: state.scanResult,
        code: state.scanResult,
        scanType: 'QR_CODE',
        charSet: 'utf-8',
        path: '',
        rawData: '',
      }
    }),
    getLocation: phone.api('getLocation', async () => {
      await privacy.ask('getLocation')
      throw new ApiFailure('auth deny')
    }),
    setClipboardData: phone.api('setClipboardData', async (options) => {
      await privacy.ask('setClipboardData')
      state.clipboard = String(options.data)
    }),
    getClipboardData: phone.api('getClipboardData', async () => {
      await privacy.ask('getClipboardData')
      return { data: state.clipboard }
    }),
    makePhoneCall: phone.api('makePhoneCall'),
  }
}
