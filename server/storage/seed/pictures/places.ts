import { backdrop, flats, ground, type Motif, potted, room, type Scene, tree } from './scene'
import { at, box, disc, leaf, oval, repeat, ring, shadow, shape, stroke, tone } from './shapes'

/** A plant of one of four kinds, with its root at (0, 0). */
function plant({ random, palette }: Scene, kind: number): string {
  const green = (index: number) => tone(palette.leaf, (index % 3) * 0.12 - 0.1)
  if (kind === 0)
    return repeat(7, (index) =>
      at(-60 + index * 20, 0, leaf(random.between(200, 330), 34, green(index)), { turn: -18 + index * 6 }),
    )
  if (kind === 1)
    return repeat(9, (index) => at(0, 0, leaf(random.between(120, 200), 64, green(index)), { turn: -88 + index * 22 }))
  if (kind === 2) {
    const bloom = random.pick(['#e2703a', '#d98880', '#e3b04b', '#f7ece0'])
    return repeat(5, (index) => {
      const [x, y] = [-84 + index * 42, -170 - ((index * 7) % 4) * 34]
      const petals = repeat(6, (petal) => at(x, y, oval(0, -24, 15, 24, bloom), { turn: petal * 60 }))
      return (
        stroke(`M0 0 Q${x * 0.3} ${y * 0.6} ${x} ${y}`, green(index), 8) +
        at(x * 0.4, y * 0.5, leaf(70, 22, green(index + 1)), { turn: x > 0 ? 60 : -60 }) +
        petals +
        disc(x, y, 13, '#f5d76e')
      )
    })
  }
  const pads = [
    oval(0, -90, 62, 96, green(0)),
    oval(-74, -170, 40, 60, green(1), { turn: -28 }),
    oval(66, -190, 42, 64, green(2), { turn: 24 }),
  ]
  return (
    pads.join('') +
    repeat(12, (index) => disc(-36 + (index % 4) * 24, -40 - Math.floor(index / 4) * 46, 4, palette.light)) +
    disc(66, -256, 15, '#e27d8a')
  )
}

export const flowerpots: Motif = (scene) => {
  const { random, palette } = scene
  const clays = [palette.main, '#c4774e', palette.light, palette.second]
  const first = random.between(0, 4)
  const pot = (index: number, x: number, base: number, size: number) =>
    at(
      x,
      base,
      at(0, -size * 0.76, plant(scene, (first + index) % 4), { scale: size / 200 }) +
        potted(0, 0, size, clays[(first + index) % 4] ?? palette.main),
    )
  const rail =
    repeat(20, (index) => box(-480 + index * 100, 150, 16, 700, tone(palette.wall, -0.12), 6)) +
    box(-500, 130, 2_000, 34, tone(palette.wall, -0.2), 10)
  const shelf = box(-500, 800, 2_000, 36, tone(palette.table, 0.1), 6) + ground(836, tone(palette.table, -0.12))
  const can = at(
    900,
    800,
    box(-90, -130, 170, 130, palette.third, 16) +
      stroke('M80 -40 L170 -120', palette.third, 24) +
      ring(-96, -76, 44, palette.third, 16) +
      oval(176, -124, 34, 16, tone(palette.third, -0.2), { turn: -40 }),
    { scale: 0.95 },
  )
  return (
    backdrop(tone(palette.wall, 0.25)) +
    disc(780, 260, 120, palette.third, { opacity: 0.6 }) +
    rail +
    shelf +
    pot(0, 170, 804, 190) +
    pot(1, 420, 804, 240) +
    pot(2, 670, 804, 180) +
    pot(3, -90, 804, 200) +
    can
  )
}

export const noticeBoard: Motif = (scene) => {
  const { random, palette } = scene
  const papers = repeat(6, (index) => {
    const [x, y] = [210 + (index % 3) * 205, 250 + Math.floor(index / 3) * 220]
    const [w, h] = [random.between(140, 175), random.between(160, 190)]
    const colour =
      [palette.light, tone(palette.third, 0.5), '#ffffff', tone(palette.second, 0.75)][
        (index + random.between(0, 3)) % 4
      ] ?? '#ffffff'
    const lines = repeat(4, (row) =>
      box(18, 64 + row * 24, w - 36 - (row === 3 ? 50 : 0), 9, '#9b948c', 4, { opacity: 0.7 }),
    )
    return at(
      x,
      y,
      box(5, 7, w, h, '#2b2420', 4, { opacity: 0.14 }) +
        box(0, 0, w, h, colour, 4) +
        box(18, 28, w * 0.5, 18, palette.main, 5) +
        lines +
        disc(w / 2, 8, 12, index % 2 ? palette.second : palette.main),
      { turn: random.between(-4, 5) },
    )
  })
  const board = box(140, 180, 720, 520, '#8a5d3f', 16) + box(168, 208, 664, 464, '#cfae82', 8)
  const posts = box(180, 640, 40, 280, '#6d4932', 6) + box(780, 640, 40, 280, '#6d4932', 6)
  const roof =
    shape('M80 190 L500 60 L920 190 L890 224 L500 106 L110 224Z', palette.main) +
    shape('M110 224 L500 106 L890 224 L860 236 L500 130 L140 236Z', tone(palette.main, -0.25))
  const hedge = repeat(18, (index) =>
    disc(-420 + index * 110, 800 + (index % 2) * 20, 92, tone(palette.leaf, (index % 3) * 0.08 - 0.06)),
  )
  return (
    backdrop(tone(palette.wall, 0.12)) +
    tree(-60, 800, 480, palette.leaf) +
    tree(1060, 800, 520, tone(palette.leaf, -0.1)) +
    hedge +
    ground(840, tone(palette.table, 0.45)) +
    shadow(500, 920, 380, 26) +
    posts +
    board +
    papers +
    roof
  )
}

export const lift: Motif = (scene) => {
  const { random, palette } = scene
  const steel = random.pick(['#b9c0c4', '#c9bfb1', '#a9b6ba'])
  const gap = random.pick([6, 6, 90])
  const cabin = box(300, 210, 400, 640, '#f3e6c4') + box(300, 640, 400, 210, tone('#f3e6c4', -0.2))
  const door = (x: number) =>
    box(x, 210, 200 - gap / 2, 640, steel) +
    box(x + 30, 210, 12, 640, tone(steel, 0.3)) +
    box(x + 140 - gap / 2, 210, 8, 640, tone(steel, -0.12))
  const frame = box(262, 172, 476, 680, tone(steel, -0.35), 6)
  const display =
    box(420, 88, 160, 62, palette.dark, 12) +
    shape('M472 130 L500 102 L528 130Z', palette.main) +
    (random.next() < 0.5 ? disc(548, 120, 7, palette.third) : disc(452, 120, 7, palette.third))
  const panel =
    box(790, 440, 84, 200, tone(steel, 0.25), 12) +
    disc(832, 496, 25, palette.light) +
    disc(832, 580, 25, palette.light) +
    shape('M820 504 L832 486 L844 504Z', palette.main) +
    shape('M820 572 L832 590 L844 572Z', palette.dark)
  const tiles = repeat(6, (index) =>
    stroke(`M${-260 + index * 300} 1500 L${120 + index * 152} 852`, tone(palette.table, 0.1), 5),
  )
  const sign = at(
    500,
    560,
    box(-96, -80, 192, 150, palette.third, 12, { turn: -3 }) +
      box(-64, -46, 128, 20, palette.main, 6, { turn: -3 }) +
      box(-64, -6, 128, 12, palette.dark, 5, { turn: -3, opacity: 0.6 }) +
      box(-64, 22, 90, 12, palette.dark, 5, { turn: -3, opacity: 0.6 }),
  )
  const green = at(
    110,
    880,
    potted(0, 0, 160, palette.second) +
      repeat(7, (index) =>
        at(0, -130, leaf(330 - Math.abs(index - 3) * 36, 58, tone(palette.leaf, (index % 3) * 0.1 - 0.06)), {
          turn: -48 + index * 16,
        }),
      ),
  )
  return (
    room(scene, 850) +
    tiles +
    frame +
    cabin +
    door(300) +
    door(500 + gap / 2) +
    display +
    panel +
    (gap < 20 ? sign : '') +
    shadow(110, 884, 110, 16) +
    green
  )
}

export const bins: Motif = (scene) => {
  const { random, palette } = scene
  const bin = (x: number, colour: string, mark: string) =>
    at(
      x,
      840,
      shape('M-92 -330 L92 -330 L76 0 L-76 0Z', colour) +
        box(-104, -374, 208, 56, tone(colour, -0.15), 14) +
        box(-30, -396, 60, 26, tone(colour, -0.25), 10) +
        disc(0, -180, 56, '#ffffff', { opacity: 0.9 }) +
        mark +
        disc(-56, 6, 22, palette.dark) +
        disc(56, 6, 22, palette.dark),
    )
  const marks = [
    at(0, -152, leaf(60, 26, '#4d8a54')),
    box(-14, -214, 28, 64, '#3b6ea5', 8),
    shape('M-26 -156 L0 -206 L26 -156Z', '#b8453a'),
    ring(0, -180, 22, '#6d6a68', 11),
  ]
  const colours = ['#5f9a63', '#4a7fb5', '#c9503c', '#7d8286']
  const shed =
    box(-20, 200, 1_040, 30, palette.main, 6) +
    shape('M-60 206 L40 90 L960 90 L1060 206Z', tone(palette.main, 0.12)) +
    box(10, 230, 26, 620, tone(palette.dark, 0.3)) +
    box(964, 230, 26, 620, tone(palette.dark, 0.3)) +
    box(36, 230, 928, 200, tone(palette.wall, 0.35))
  const posters = repeat(
    4,
    (index) =>
      box(100 + index * 214, 264, 160, 120, palette.light, 6) +
      box(120 + index * 214, 284, 50, 50, colours[index] ?? '#888888', 8) +
      stroke(`M${186 + index * 214} 300 l52 0 M${186 + index * 214} 324 l40 0`, '#9b948c', 8),
  )
  const order = random.pick([
    [0, 1, 2, 3],
    [1, 0, 3, 2],
    [3, 0, 1, 2],
  ])
  const row = order.map((kind, index) => bin(160 + index * 228, colours[kind] ?? '#888888', marks[kind] ?? '')).join('')
  return (
    backdrop(palette.wall) +
    tree(-120, 800, 520, palette.leaf) +
    tree(1150, 800, 480, tone(palette.leaf, 0.1)) +
    ground(790, tone(palette.table, 0.4)) +
    shed +
    posters +
    shadow(500, 862, 470, 30) +
    row
  )
}

export const lamplight: Motif = (scene) => {
  const { random } = scene
  const dusk = random.pick(['#3d4a6b', '#54486b', '#35566b'])
  const post = (x: number, base: number, size: number) =>
    at(
      x,
      base,
      shape('M0 -560 L-190 0 L190 0Z', '#f7df9f', { opacity: 0.16 }) +
        box(-9, -560, 18, 560, '#1f2436', 4) +
        box(-30, -14, 60, 16, '#1f2436', 6) +
        shape('M-44 -640 L44 -640 L30 -556 L-30 -556Z', '#f9e3a4') +
        shape('M-60 -640 L60 -640 L0 -684Z', '#1f2436'),
      { scale: size },
    )
  const path = shape('M300 1500 C320 1100 620 900 520 720 L580 720 C700 900 760 1150 900 1500Z', tone(dusk, 0.42))
  const blocks = repeat(4, (index) =>
    flats(scene, {
      x: -380 + index * 480,
      base: 730,
      w: random.between(300, 400),
      floors: random.between(3, 5),
      wall: tone(dusk, index % 2 ? 0.1 : 0.16),
      isNight: true,
    }),
  )
  const trees =
    tree(140, 850, 420, tone(dusk, -0.3)) +
    tree(900, 830, 460, tone(dusk, -0.36)) +
    tree(-150, 880, 480, tone(dusk, -0.4)) +
    tree(1180, 900, 500, tone(dusk, -0.32))
  const walkers = at(
    random.between(600, 660),
    960,
    box(-30, -130, 60, 110, '#c65a46', 24) +
      disc(0, -158, 30, '#f0c9a6') +
      stroke('M-12 -20 L-16 40 M12 -20 L18 40', '#1f2436', 16) +
      box(44, -90, 44, 76, '#e3b04b', 18) +
      disc(66, -112, 23, '#f0c9a6') +
      stroke('M58 -14 L56 38 M74 -14 L78 38', '#1f2436', 12) +
      stroke('M26 -84 L50 -60', '#c65a46', 15),
  )
  return (
    backdrop(dusk) +
    disc(random.between(160, 840), 150, 64, '#f6e7c1') +
    blocks +
    ground(728, tone(dusk, -0.25)) +
    path +
    trees +
    post(330, 960, 0.8) +
    post(760, 800, 0.5) +
    walkers
  )
}
