/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.png'
declare module '*.jpg'

declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV: 'development' | 'production' | 'test'
    TARO_ENV: 'weapp' | 'alipay' | 'h5'
    /** Where the API lives, without a trailing slash; '' is the page's own origin. */
    LINLI_API_BASE: string
  }
}
