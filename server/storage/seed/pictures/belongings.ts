import { backdrop, ground, type Motif, potted, tableFromAbove, tableScene } from './scene'
import { at, box, disc, leaf, oval, repeat, ring, shadow, shape, stroke, tone } from './shapes'

export const keys: Motif = (scene) => {
  const { random, palette } = scene
  const metal = random.pick(['#c9ccd1', '#d8b45f', '#b9bec7'])
  const key = (turn: number, length: number) =>
    at(
      480,
      420,
      at(10, 12, box(-16, 90, 32, length, '#2b2420', 6) + disc(0, 130, 66, '#2b2420')).replace(
        '<g',
        '<g opacity="0.16"',
      ) +
        box(-15, 90, 30, length, metal, 6) +
        box(10, length + 10, 40, 18, metal, 4) +
        box(10, length + 44, 28, 18, metal, 4) +
        disc(0, 130, 66, metal) +
        disc(0, 116, 20, palette.table) +
        stroke(`M0 200 L0 ${length + 70}`, tone(metal, -0.18), 6),
      { turn },
    )
  const tag = at(
    480,
    420,
    shape('M-54 96 L0 60 L54 96 L54 300 L-54 300Z', palette.main) +
      disc(0, 104, 13, palette.table) +
      stroke('M-26 160 l52 0 M-26 196 l52 0 M-26 232 l34 0', palette.light, 9, 0.85),
    { turn: random.between(64, 96) },
  )
  const charm = at(
    480,
    420,
    stroke('M0 60 L0 150', palette.dark, 8) +
      disc(0, 206, 62, palette.third) +
      disc(-20, 190, 8, palette.dark) +
      disc(20, 190, 8, palette.dark) +
      stroke('M-18 222 q18 18 36 0', palette.dark, 6),
    { turn: random.between(-112, -80) },
  )
  const cloth = box(120, 120, 780, 800, tone(palette.wall, 0.2), 30, { turn: random.between(-8, 8) })
  return (
    tableFromAbove(scene) +
    cloth +
    tag +
    charm +
    key(random.between(-26, -8), 330) +
    key(random.between(14, 34), 290) +
    ring(480, 420, 74, tone(metal, -0.25), 14)
  )
}

export const books: Motif = (scene) => {
  const { random, palette } = scene
  const colours = [palette.main, palette.second, palette.third, palette.leaf, palette.dark, tone(palette.main, 0.4)]
  let top = 800
  const book = (index: number) => {
    const [w, h, x] = [random.between(430, 580), random.between(62, 96), random.between(170, 260)]
    const colour = colours[(index + random.between(0, 2)) % colours.length] ?? palette.main
    top -= h
    const spine =
      box(x, top, w, h, colour, 10) +
      box(x + 40, top, 16, h, tone(colour, 0.35)) +
      box(x + w - 76, top, 16, h, tone(colour, 0.35))
    return spine + box(x + 110, top + h * 0.4, w * 0.4, 10, tone(colour, 0.5), 5)
  }
  const stack = repeat(random.between(4, 6), book)
  const glasses = at(
    420,
    top - 26,
    ring(-62, 0, 40, palette.dark, 9) +
      ring(48, 0, 40, palette.dark, 9) +
      stroke('M-22 -6 q15 -14 30 0', palette.dark, 9),
  )
  const plant = at(
    430,
    top,
    potted(0, 0, 130, palette.light) +
      repeat(7, (index) =>
        at(0, -110, leaf(150 - Math.abs(index - 3) * 14, 34, tone(palette.leaf, (index % 3) * 0.1)), {
          turn: -66 + index * 22,
        }),
      ),
  )
  const standing = repeat(3, (index) => {
    const h = random.between(300, 420)
    const colour = colours[(index * 2 + 1) % colours.length] ?? palette.second
    return (
      box(770 + index * 74, 800 - h, 66, h, colour, 6) +
      box(770 + index * 74, 800 - h + 40, 66, 14, tone(colour, 0.4)) +
      box(770 + index * 74, 740, 66, 14, tone(colour, 0.4))
    )
  })
  return tableScene(scene, 700) + shadow(500, 806, 420, 30) + standing + stack + (random.next() < 0.5 ? glasses : plant)
}

export const umbrella: Motif = (scene) => {
  const { random, palette } = scene
  const colour = random.pick([palette.main, palette.second, palette.third, palette.leaf])
  const panel = (from: number, to: number, shade: number) =>
    shape(
      `M0 -300 Q${(from + to) / 2 - (from + to) * 0.08} -250 ${from} 0 Q${(from + to) / 2} -56 ${to} 0 Q${(from + to) / 2 + (to - from) * 0.2} -230 0 -300Z`,
      tone(colour, shade),
    )
  const dome =
    shape('M-400 0 C-380 -240 -160 -320 0 -320 C160 -320 380 -240 400 0Z', colour) +
    panel(-400, -220, -0.12) +
    panel(-220, 0, 0.1) +
    panel(0, 220, -0.06) +
    panel(220, 400, 0.14)
  const edge = repeat(4, (index) => oval(-300 + index * 200, 4, 100, 34, tone(palette.wall, -0.04)))
  const stick = stroke('M0 -340 L0 300 Q0 370 60 370 Q116 370 116 310', palette.dark, 18)
  const rain = repeat(44, () => {
    const [x, y] = [random.between(-200, 1200), random.between(-200, 860)]
    return stroke(`M${x} ${y} l-12 46`, '#ffffff', 6, 0.75)
  })
  const puddle =
    oval(500, 930, 420, 66, '#ffffff', { opacity: 0.5 }) +
    oval(430, 926, 150, 22, '#ffffff', { opacity: 0.6 }) +
    oval(660, 950, 90, 14, '#ffffff', { opacity: 0.6 })
  const wet = backdrop(tone(palette.wall, -0.04)) + ground(800, tone(palette.second, 0.45))
  return wet + rain + puddle + at(470, 500, stick + dome + edge, { turn: random.between(-14, 12), scale: 0.96 })
}

export const yarn: Motif = (scene) => {
  const { random, palette } = scene
  const ball = (x: number, y: number, r: number, colour: string) =>
    shadow(x + 14, y + r - 6, r * 0.9, 18) +
    disc(x, y, r, colour) +
    repeat(5, (index) =>
      at(
        x,
        y,
        stroke(
          `M${-r * 0.86} ${-r * 0.1 + index * r * 0.12} Q0 ${-r * 0.9 + index * r * 0.36} ${r * 0.86} ${-r * 0.1 + index * r * 0.12}`,
          tone(colour, index % 2 ? -0.14 : 0.2),
          9,
        ),
        { turn: 20 + index * 31 },
      ),
    )
  const rows = repeat(9, (row) =>
    repeat(9, (column) =>
      stroke(`M${-200 + column * 44} ${row * 34} l22 20 l22 -20`, row % 3 === 0 ? palette.light : palette.main, 15),
    ),
  )
  const needles =
    stroke('M-260 -60 L240 -20', '#b98550', 16) +
    disc(-266, -60, 20, palette.dark) +
    stroke('M-180 -100 L290 20', '#b98550', 16) +
    disc(-186, -104, 20, palette.dark)
  const knitting = at(440, 300, box(-210, -16, 420, 330, tone(palette.main, -0.18), 18) + rows + needles, {
    turn: random.between(-8, 6),
  })
  const thread = stroke('M640 500 C760 520 780 640 700 700', palette.second, 10)
  return (
    tableFromAbove(scene) +
    knitting +
    thread +
    ball(680, 760, 124, palette.second) +
    ball(310, 790, 104, palette.third) +
    ball(880, 600, 84, palette.main)
  )
}

export const wallet: Motif = (scene) => {
  const { random, palette } = scene
  const hide = random.pick(['#8a5a3c', palette.second, palette.dark])
  const cards =
    box(300, 250, 330, 210, palette.third, 20, { turn: -8 }) +
    box(350, 270, 330, 210, tone(palette.main, 0.25), 20, { turn: 4 }) +
    box(390, 322, 80, 56, palette.light, 8, { turn: 4 })
  const purse =
    box(240, 380, 540, 380, tone(hide, -0.25), 34) +
    box(230, 366, 540, 380, hide, 34) +
    box(252, 388, 496, 336, 'none', 24, { stroke: tone(hide, 0.3), width: 5 }) +
    box(640, 500, 170, 110, tone(hide, -0.15), 30) +
    disc(692, 555, 22, palette.third)
  const glove = at(
    random.between(850, 900),
    840,
    repeat(4, (index) =>
      box(-90 + index * 42, -190 - (index === 1 || index === 2 ? 26 : 0), 38, 160, palette.main, 19),
    ) +
      box(-92, -90, 164, 150, palette.main, 40) +
      box(50, -70, 40, 110, palette.main, 20, { turn: 32 }) +
      box(-84, 40, 150, 52, palette.light, 14),
    { turn: -22, scale: 0.9 },
  )
  const shade = box(256, 402, 540, 380, '#2b2420', 34, { opacity: 0.14 })
  return tableFromAbove(scene) + at(0, 40, cards + shade + purse, { turn: random.between(-4, 4) }) + glove
}

export const schoolbag: Motif = (scene) => {
  const { random, palette } = scene
  const cloth = random.pick([palette.main, palette.second, palette.leaf, palette.third])
  const straps = stroke('M380 260 Q400 150 500 150 Q600 150 620 260', tone(cloth, -0.25), 30)
  const body =
    box(260, 230, 480, 580, cloth, 130) +
    box(310, 520, 380, 260, tone(cloth, -0.1), 50) +
    stroke('M330 590 L670 590', palette.third === cloth ? palette.light : palette.third, 12) +
    box(476, 580, 48, 60, palette.light, 12) +
    stroke('M300 430 Q500 500 700 430', tone(cloth, -0.18), 12)
  const face =
    disc(440, 360, 16, palette.dark) +
    disc(560, 360, 16, palette.dark) +
    stroke('M460 400 q40 36 80 0', palette.dark, 9)
  const bottle =
    box(790, 560, 110, 250, tone(palette.second, 0.4), 26) +
    box(800, 510, 90, 66, palette.dark, 14) +
    box(790, 640, 110, 60, palette.light)
  const pencils = repeat(4, (index) =>
    at(
      170 + index * 30,
      810,
      box(
        -11,
        -230 + index * 26,
        22,
        180,
        [palette.third, palette.main, palette.leaf, palette.second][index] ?? palette.main,
        4,
      ) + shape(`M-11 ${-230 + index * 26} L11 ${-230 + index * 26} L0 ${-262 + index * 26}Z`, '#f1d9b5'),
      { turn: -10 + index * 7 },
    ),
  )
  const jar = box(120, 660, 150, 150, palette.light, 20) + box(120, 700, 150, 26, palette.main)
  return tableScene(scene, 720) + shadow(500, 814, 420, 30) + pencils + jar + straps + body + face + bottle
}
