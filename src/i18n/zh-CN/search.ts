/** Looking for words in a grid. */
export const search = {
  title: '搜索',
  placeholder: '比如：停水、自行车',
  where: '在{{grid}}的公告和邻里圈里找',
  beginTitle: '想找什么？',
  beginText: '写两三个字就行。搜过的内容不会留下记录。',
  none: '没有找到“{{words}}”',
  noneText: '换个说法试试，或少写几个字。',
  kinds: { post: '邻里', notice: '公告' },
  end: '找到的就这些',
}
