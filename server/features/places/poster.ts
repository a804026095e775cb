import { create as createQr } from 'qrcode'

// A4 in tenths of a millimetre.
const WIDTH = 2_100
const HEIGHT = 2_970
const QR_SIDE = 1_200
const JADE = '#0B6E55'

/** The poster of a grid for its stairwells, to be printed on A4: a QR that opens the grid, and the short code for whoever types. Pure. */
export function posterSvg(place: { name: string; code: string }, community: string, address: string): string {
  const { modules } = createQr(address, { errorCorrectionLevel: 'Q' })
  const side = QR_SIDE / modules.size
  const left = (WIDTH - QR_SIDE) / 2
  const top = 980
  const squares = Array.from(modules.data, (isDark, index) => {
    if (!isDark) return ''
    const x = left + (index % modules.size) * side
    const y = top + Math.floor(index / modules.size) * side
    return `M${x.toFixed(2)} ${y.toFixed(2)}h${side.toFixed(2)}v${side.toFixed(2)}h-${side.toFixed(2)}z`
  })
  const line = (y: number, size: number, text: string, colour = '#1F2421', weight = 400) =>
    `<text x="${WIDTH / 2}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="middle">${escapeXml(text)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#FFFFFF"/>`,
    `<rect width="${WIDTH}" height="60" fill="${JADE}"/>`,
    line(330, 84, community, '#5B635E'),
    line(520, 150, place.name, JADE, 700),
    line(700, 84, '扫一扫，进入我们的网格'),
    line(820, 62, '看公告、说说话、找帮手，都在这里', '#5B635E'),
    `<path d="${squares.join('')}" fill="#000000"/>`,
    line(2_400, 72, '用微信、支付宝或手机浏览器扫码'),
    line(2_560, 62, '也可以输入短码', '#5B635E'),
    line(2_720, 150, place.code.split('').join(' '), JADE, 700),
    '</svg>',
  ].join('')
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
