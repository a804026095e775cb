import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

const root = path.resolve(__dirname, '..')
const end = process.env.TARO_ENV ?? 'h5'

/** On h5 the page and the API share an origin; a mini program always needs a full address. */
const apiBase = process.env.LINLI_API_BASE ?? (end === 'h5' ? '' : 'http://127.0.0.1:3000')

const config: UserConfigExport<'webpack5'> = {
  projectName: 'linli',
  date: '2026-1-1',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: `dist/${end}`,
  framework: 'react',
  // Prebundling and the cache save no time in a one-off build, and both leave state behind.
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  ...(end === 'h5'
    ? { terser: { enable: true, config: { ecma: 2019, compress: { ecma: 2019, passes: 3 }, output: { ecma: 2019 } } } }
    : {}),
  plugins: [path.join(root, 'config/plugins/aria'), path.join(root, 'config/plugins/icon-font')],
  defineConstants: { 'process.env.LINLI_API_BASE': JSON.stringify(apiBase) },
  alias: {
    '@': path.join(root, 'src'),
    // app.config.ts names "tdesign-miniprogram/button/button", the package keeps it one folder deeper.
    'tdesign-miniprogram': path.join(root, 'node_modules/tdesign-miniprogram/miniprogram_dist'),
  },
  copy: {
    patterns: end === 'weapp' ? [{ from: 'src/theme.json', to: 'dist/weapp/theme.json' }] : [],
    options: {},
  },
  mini: {
    // The templates are unrolled; our deepest native slot sits well within eight levels.
    ...{ baseLevel: 8 },
    optimizeMainPackage: { enable: true },
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain(chain) {
      // Without it the native components' templates are left out of a build that still calls itself good.
      chain.resolve.extensions.add('.wxml')
    },
    postcss: { pxtransform: { enable: true, config: { onePxTransform: false } } },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    // Plain paths, so that a poster's /j/<code> is an ordinary link; the server answers index.html to unknown paths.
    router: { mode: 'browser' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain(chain) {
      // Taro shares nothing between pages, so each would bring its own copy of the component set and of its style sheet. What the home page
      // needs too comes with the first load, what only other pages share comes with the first of them.
      const split = chain.optimization.get('splitChunks')
      const among = { chunks: 'async' as const, minChunks: 2, enforce: true }
      const shared = { ...among, name: 'shared', test: isOnHome, priority: 20 }
      const beyond = { ...among, name: 'beyond-home', priority: 15 }
      // A name for what opens first, so that config/size.mjs can weigh it.
      const home = { name: 'home', chunks: 'async', test: /src[\\/]pages[\\/]home[\\/]/, priority: 10, enforce: true }
      // By its other door TypeScript's helper library comes whole, with two dozen helpers that nothing calls.
      chain.resolve.alias.set('tslib$', path.join(root, 'node_modules/tslib/tslib.es6.mjs'))
      chain.optimization.set('splitChunks', { ...split, cacheGroups: { ...split.cacheGroups, shared, beyond, home } })
    },
    postcss: {
      autoprefixer: { enable: true, config: {} },
      // 20 px is one rem on a 375 px phone; from 412 px on it no longer grows, so a desktop window does not blow up.
      pxtransform: {
        enable: true,
        config: { onePxTransform: false, baseFontSize: 20, minRootSize: 17, maxRootSize: 22 },
      },
    },
  },
}

interface Graph {
  chunkGraph: {
    getModuleChunksIterable(module: object): Iterable<object>
    getChunkModulesIterable(chunk: object): Iterable<{ resource?: string }>
  }
}

const homeChunks = new WeakMap<object, boolean>()

/** Whether the page that opens first uses this module. */
function isOnHome(module: object, { chunkGraph }: Graph): boolean {
  const isHome = (chunk: object): boolean => {
    const known = homeChunks.get(chunk)
    if (known !== undefined) return known
    const modules = [...chunkGraph.getChunkModulesIterable(chunk)]
    const found = modules.some(({ resource }) => /src[\\/]pages[\\/]home[\\/]home[\\/]index\.tsx/.test(resource ?? ''))
    homeChunks.set(chunk, found)
    return found
  }
  return [...chunkGraph.getModuleChunksIterable(module)].some(isHome)
}

export default defineConfig<'webpack5'>(async () => config)
