const FONT_RULES = /@font-face\s*\{[^}]*\}|\.t-icon-[\w-]+::?before\s*\{[^}]*\}/g

/**
 * TDesign's icon component loads a font from a CDN and brings a rule for each of 2,100 glyphs. Linli loads nothing from
 * elsewhere and draws its own icons (src/ui/Icon), so the font and its rules go.
 *
 * @param {import('@tarojs/service').IPluginContext} ctx
 */
module.exports = (ctx) => {
  ctx.modifyBuildAssets(({ assets }) => {
    for (const [name, asset] of Object.entries(assets)) {
      if (!/icon\/icon\.wxss$/.test(name)) continue
      const css = String(asset.source())
        .replace(FONT_RULES, '')
        .replace(/\n{2,}/g, '\n')
      assets[name] = { source: () => css, size: () => Buffer.byteLength(css) }
    }
  })
}
