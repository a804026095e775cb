const path = require('node:path')
const attributes = require('./aria-attributes.json')

const TAKERS = ['View', 'Text', 'Image', 'Button', 'Input', 'Textarea']

/**
 * The mini programs read aria attributes, but Taro's templates list the attributes they pass on, and these are not
 * among them (NervJS/taro #10025). This adds them to the templates; aria-runtime.js adds them to the table of short
 * names that the runtime writes by.
 *
 * @param {import('@tarojs/service').IPluginContext} ctx
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    /** @param {import('@tarojs/service').TaroPlatformBase} platform */
    fn(platform) {
      const names = attributes[platform.platform]
      if (!names) return
      const added = Object.fromEntries(names.map((name) => [name, "''"]))
      platform.template.mergeComponents(ctx, Object.fromEntries(TAKERS.map((taker) => [taker, { ...added }])))
      const own = path.join(__dirname, 'aria-runtime.js')
      platform.runtimePath = [platform.runtimePath, own].flat()
    },
  })
}
