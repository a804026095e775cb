import { backdrop, type Motif } from './scene'
import { at, box, disc, leaf, oval, repeat, ring, shape, stroke, tone } from './shapes'

export const badminton: Motif = ({ random, palette }) => {
  const court = random.pick(['#4f8a78', '#5a8f62', '#3f7a86', '#b96a4a'])
  const lines =
    box(90, -400, 14, 1_900, palette.light) +
    box(900, -400, 14, 1_900, palette.light) +
    box(-500, 300, 2_000, 14, palette.light) +
    box(494, 300, 14, 1_300, palette.light)
  const racket = at(
    420,
    470,
    box(-17, 190, 34, 350, palette.dark, 10) +
      box(-24, 400, 48, 200, palette.main, 16) +
      oval(0, 0, 152, 196, '#ffffff', { opacity: 0.22 }) +
      repeat(9, (index) =>
        stroke(
          `M${-120 + index * 30} ${-120 + Math.abs(index - 4) * 22} L${-120 + index * 30} ${120 - Math.abs(index - 4) * 22}`,
          '#ffffff',
          4,
          0.8,
        ),
      ) +
      repeat(9, (index) =>
        stroke(
          `M${-126 + Math.abs(index - 4) * 18} ${-144 + index * 36} L${126 - Math.abs(index - 4) * 18} ${-144 + index * 36}`,
          '#ffffff',
          4,
          0.8,
        ),
      ) +
      oval(0, 0, 152, 196, 'none', { stroke: palette.third, width: 22 }),
    { turn: random.between(-44, -18) },
  )
  const feathers = repeat(5, (index) =>
    at(0, 0, shape('M-12 -40 L12 -40 L34 -190 L-34 -190Z', index % 2 ? '#ffffff' : '#ece7dc'), {
      turn: -30 + index * 15,
    }),
  )
  const cock = at(
    random.between(680, 780),
    random.between(480, 640),
    feathers +
      stroke('M-50 -112 Q0 -126 50 -112', palette.main, 9) +
      disc(0, -24, 46, palette.light) +
      shape('M-44 -34 L44 -34 L40 -8 L-40 -8Z', palette.second),
    { turn: random.between(30, 150) },
  )
  const fallen = repeat(4, () =>
    at(random.between(-100, 1100), random.between(-100, 1100), leaf(70, 24, palette.third), {
      turn: random.between(0, 360),
    }),
  )
  return (
    backdrop(court) +
    box(104, 314, 796, 1_300, tone(court, 0.1)) +
    lines +
    fallen +
    shape('M560 560 L640 760', 'none') +
    racket +
    cock
  )
}

export const lanterns: Motif = ({ random, palette }) => {
  const dusk = random.pick(['#31405c', '#4b3f5e', '#234a57', '#f3d9c6'])
  const red = random.pick(['#c9402f', '#d4553a', '#b8352f'])
  const lantern = (x: number, y: number, size: number) => {
    const ribs = repeat(3, (index) => oval(0, 0, 100 - index * 34, 86, 'none', { stroke: tone(red, -0.2), width: 5 }))
    const cap = box(-46, -104, 92, 26, '#e3b04b', 8) + box(-46, 78, 92, 26, '#e3b04b', 8)
    const tassel = repeat(5, (index) => stroke(`M${-16 + index * 8} 104 L${-22 + index * 11} 190`, '#e3b04b', 5))
    return at(
      x,
      y,
      stroke('M0 -104 L0 -320', '#5b3a30', 6) +
        disc(0, 0, 150, '#ffd78a', { opacity: 0.13 }) +
        oval(0, 0, 104, 86, red) +
        oval(-30, -10, 30, 60, tone(red, 0.25), { opacity: 0.7 }) +
        ribs +
        cap +
        tassel,
      { scale: size, turn: random.between(-5, 5) },
    )
  }
  const eaves =
    shape('M-500 -500 L1500 -500 L1500 40 C1200 120 1100 130 1000 110 L0 110 C-100 130 -200 120 -500 40Z', '#3a2c33') +
    repeat(15, (index) => disc(-200 + index * 100, 112, 34, '#5c4650') + disc(-200 + index * 100, 112, 17, '#3a2c33')) +
    box(-500, 60, 2_000, 28, '#7a3b32')
  const far = repeat(12, () =>
    disc(random.between(-150, 1150), random.between(560, 1100), random.between(10, 26), palette.third, {
      opacity: 0.35,
    }),
  )
  const wire =
    stroke('M-200 640 Q500 820 1200 620', '#241c24', 5) +
    repeat(12, (index) =>
      disc(-130 + index * 116, 668 + Math.sin((index / 11) * Math.PI) * 70, 17, index % 2 ? '#ffd78a' : tone(red, 0.2)),
    )
  return (
    backdrop(dusk) +
    far +
    lantern(160, 390, 0.95) +
    lantern(500, 440, 1.25) +
    lantern(840, 380, 0.95) +
    lantern(-140, 420, 0.8) +
    lantern(1140, 420, 0.8) +
    eaves +
    wire
  )
}

export const chess: Motif = ({ random, palette }) => {
  const stone = random.pick(['#c9c2b6', '#d8c9ae', '#b9bfb8'])
  const grid = repeat(9, (index) =>
    stroke(
      `M${244 + index * 64} 210 L${244 + index * 64} 790 M210 ${244 + index * 64} L790 ${244 + index * 64}`,
      '#6b4a30',
      4,
      0.75,
    ),
  )
  const board =
    box(150, 160, 720, 720, '#2b2420', 20, { opacity: 0.15 }) +
    box(140, 140, 720, 720, '#dcb679', 18) +
    box(196, 196, 608, 608, '#e6c58c', 4)
  const used = new Set<number>()
  const pieces = repeat(22, (index) => {
    let spot = random.between(0, 81)
    while (used.has(spot)) spot = (spot + 1) % 81
    used.add(spot)
    const [x, y, colour] = [244 + (spot % 9) * 64, 244 + Math.floor(spot / 9) * 64, index % 2 ? '#2f2a2c' : '#fbf6ea']
    return (
      disc(x + 4, y + 6, 28, '#2b2420', { opacity: 0.25 }) +
      disc(x, y, 28, colour) +
      disc(x - 8, y - 9, 8, '#ffffff', { opacity: index % 2 ? 0.25 : 0.8 })
    )
  })
  const bowl = (x: number, y: number, colour: string) =>
    disc(x + 6, y + 8, 84, '#2b2420', { opacity: 0.16 }) +
    disc(x, y, 82, '#7a4e32') +
    disc(x, y, 64, '#5f3b25') +
    repeat(9, (index) =>
      disc(x - 28 + (index % 3) * 28, y - 28 + Math.floor(index / 3) * 28, 21, tone(colour, (index % 2) * 0.08)),
    )
  const tea =
    disc(986, 300, 70, '#2b2420', { opacity: 0.14 }) +
    disc(980, 292, 68, palette.light) +
    disc(980, 292, 52, '#b98a45') +
    ring(1062, 292, 24, palette.light, 14)
  const leaves = repeat(7, () =>
    at(
      random.between(-160, 1160),
      random.between(-160, 1160),
      leaf(random.between(50, 80), 24, random.pick([palette.third, palette.main, palette.leaf])),
      { turn: random.between(0, 360) },
    ),
  )
  const table = backdrop(tone(palette.leaf, 0.25)) + disc(500, 500, 740, stone) + disc(500, 500, 690, tone(stone, 0.12))
  return table + leaves + board + grid + pieces + bowl(-20, 330, '#fbf6ea') + bowl(1000, 690, '#2f2a2c') + tea
}

export const choir: Motif = (scene) => {
  const { random, palette } = scene
  const skins = ['#f0c9a6', '#e5b48c', '#d9a679', '#f4d3b5']
  const clothes = [palette.main, palette.second, palette.third, palette.leaf, tone(palette.main, 0.35)]
  const hairs = ['#4a4143', '#8f8a88', '#d4cfc9', '#5d4a42', '#b5afab']
  const singer = (x: number, y: number, index: number) => {
    const [skin, cloth, hair] = [
      skins[(index * 3) % 4] ?? '#f0c9a6',
      clothes[(index + random.between(0, 2)) % 5] ?? palette.main,
      hairs[(index * 2 + 1) % 5] ?? '#4a4143',
    ]
    const head =
      box(-22, -190, 44, 60, tone(skin, -0.1)) +
      disc(0, -240, 78, hair) +
      oval(0, -226, 62, 68, skin) +
      shape('M-66 -246 C-60 -320 60 -320 66 -246 C30 -286 -30 -286 -66 -246Z', hair)
    const bun = index % 3 === 0 ? disc(0, -326, 32, hair) : ''
    const face =
      stroke('M-36 -236 q10 -10 20 0 M16 -236 q10 -10 20 0', '#4a3a36', 5) +
      oval(0, -192, 15, 19, '#9c4438') +
      disc(-40, -206, 12, '#e58f7b', { opacity: 0.5 }) +
      disc(40, -206, 12, '#e58f7b', { opacity: 0.5 })
    const body =
      shape('M-150 700 L-140 -40 C-132 -130 -70 -150 0 -150 C70 -150 132 -130 140 -40 L150 700Z', cloth) +
      shape('M-36 -150 L0 -96 L36 -150Z', skin)
    const folder =
      shape('M-120 60 L0 90 L0 230 L-120 200Z', palette.light) +
      shape('M120 60 L0 90 L0 230 L120 200Z', tone(palette.light, -0.08)) +
      disc(-116, 140, 30, skin) +
      disc(116, 140, 30, skin)
    return at(x, y, bun + head + face + body + folder)
  }
  const note = (x: number, y: number, colour: string) =>
    at(x, y, oval(0, 0, 26, 20, colour, { turn: -20 }) + stroke('M22 -6 L22 -106 q34 10 40 46', colour, 9))
  const curtain =
    backdrop(palette.wall) + repeat(9, (index) => box(-480 + index * 240, -500, 110, 1_600, tone(palette.wall, -0.05)))
  const notes = repeat(5, (index) =>
    note(60 + index * 215, random.between(60, 190), index % 2 ? palette.main : palette.second),
  )
  const back =
    singer(280, 560, 1) + singer(560, 540, 2) + singer(840, 560, 3) + singer(0, 560, 4) + singer(1120, 560, 2)
  return (
    curtain +
    notes +
    back +
    singer(140, 780, 0) +
    singer(430, 800, 3) +
    singer(720, 790, 4) +
    singer(1000, 790, 1) +
    singer(-150, 800, 2)
  )
}
