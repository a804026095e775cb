import type { SeededRandom } from './random'

// The hundred commonest surnames begin so; the given names are common ones of three generations. Nobody real is meant.
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严',
]

/** Given names that are common among grandparents, parents and the young. */
export const GIVEN_NAMES = {
  elder: '建国 秀兰 桂英 玉梅 国强 志明 淑珍 德福 美华 春生 金凤 长林 丽娟 文斌 海燕'.split(' '),
  middle: '伟 敏 静 磊 芳 涛 艳 超 娜 勇 洁 军 霞 杰 婷 鹏 雪 辉 玲 斌'.split(' '),
  young: '子涵 雨桐 浩然 梓萱 宇轩 欣怡 一诺 思远 嘉宁 晨曦 若溪 明轩 书瑶 亦凡 安然'.split(' '),
}
const GIVEN = Object.values(GIVEN_NAMES).flat()

/** Combinations that everybody knows somebody by. */
const KNOWN = new Set('李娜 邓超 黄磊 刘涛 郭涛 王洁 李敏 陈涛 林超 王磊 孟静 白雪 江涛 李霞 韩雪 王雪'.split(' '))

/** A believable name. */
export function drawName(random: SeededRandom): string {
  const name = `${random.pick(SURNAMES)}${random.pick(GIVEN)}`
  return KNOWN.has(name) ? drawName(random) : name
}
