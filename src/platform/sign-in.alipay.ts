import type * as Common from './sign-in'

export const requestSignInCode: typeof Common.requestSignInCode = () =>
  new Promise((resolve, reject) => {
    my.getAuthCode({
      // auth_base is silent; anything wider would ask, and is not needed to know who comes back.
      scopes: 'auth_base',
      success: ({ authCode }) => resolve({ provider: 'alipay', code: authCode }),
      fail: ({ errorMessage }) => reject(new Error(errorMessage ?? 'no auth code')),
    })
  })
