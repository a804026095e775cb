import { backdrop, ground, type Motif, potted, room, tableScene } from './scene'
import { at, box, disc, leaf, oval, repeat, ring, shadow, shape, stroke, tone } from './shapes'

export const walker: Motif = (scene) => {
  const { random, palette } = scene
  const [steel, grip] = [random.pick(['#b8bdc4', '#c7c2b8', '#9fb0b8']), palette.main]
  const frame = (x: number, y: number, colour: string) =>
    stroke(
      `M${x} ${y + 500} L${x + 24} ${y + 60} Q${x + 26} ${y} ${x + 80} ${y} L${x + 190} ${y} Q${x + 244} ${y} ${x + 246} ${y + 60} L${x + 270} ${y + 500}`,
      colour,
      26,
    ) + stroke(`M${x + 12} ${y + 300} L${x + 258} ${y + 300}`, colour, 18)
  const bars =
    stroke('M260 330 L500 270 M276 470 L510 400', tone(steel, -0.12), 20) +
    stroke('M250 630 L490 550', tone(steel, -0.12), 16)
  const seat = shape('M236 470 L480 410 L760 430 L540 500Z', palette.second)
  const front = frame(240, 330, steel) + box(300, 312, 150, 40, grip, 20)
  const feet = disc(240, 846, 30, palette.dark) + disc(512, 846, 30, palette.dark) + disc(760, 766, 26, palette.dark)
  const slippers =
    oval(800, 880, 76, 28, palette.third) +
    oval(888, 910, 76, 28, palette.third) +
    oval(780, 876, 34, 20, tone(palette.third, -0.2)) +
    oval(868, 906, 34, 20, tone(palette.third, -0.2))
  const picture =
    box(620, 90, 220, 170, palette.light, 6) +
    box(640, 110, 180, 130, tone(palette.second, 0.5)) +
    disc(770, 150, 22, palette.third) +
    shape('M640 240 L700 170 L750 214 L784 190 L820 240Z', palette.leaf)
  return (
    room(scene, 690) +
    picture +
    shadow(500, 860, 360, 40) +
    frame(490, 260, tone(steel, -0.2)) +
    box(550, 244, 150, 36, tone(grip, -0.15), 18) +
    seat +
    bars +
    front +
    feet +
    slippers
  )
}

export const bicycle: Motif = (scene) => {
  const { random, palette } = scene
  const frame = random.pick([palette.main, palette.second, palette.leaf, palette.dark])
  const wheel = (x: number) =>
    ring(x, 720, 176, palette.dark, 20) +
    ring(x, 720, 160, '#d7d2c8', 6) +
    repeat(9, (index) => at(x, 720, stroke('M0 -156 L0 156', '#8d8a85', 3, 0.7), { turn: index * 20 })) +
    disc(x, 720, 20, '#8d8a85')
  const bars = stroke(
    'M240 720 L420 470 L690 470 L470 720 L240 720 M420 470 L470 720 M690 470 L770 720 M690 470 L668 380',
    frame,
    24,
  )
  const handle = stroke('M668 380 Q664 340 610 346 M668 380 Q700 350 730 356', palette.dark, 18)
  const saddle =
    shape('M340 430 C360 404 480 410 486 430 C470 446 380 450 340 430Z', palette.dark) +
    stroke('M414 440 L424 480', '#8d8a85', 14)
  const basket =
    shape('M700 390 L890 390 L866 520 L722 520Z', '#b98550') +
    repeat(5, (index) => stroke(`M${722 + index * 36} 396 L${734 + index * 28} 516`, '#9a6c3e', 5)) +
    box(692, 378, 206, 22, '#c99a63', 10)
  const goods =
    repeat(5, (index) =>
      at(730 + index * 32, 384, leaf(110 + (index % 2) * 36, 30, tone(palette.leaf, (index % 3) * 0.12)), {
        turn: -30 + index * 15,
      }),
    ) +
    repeat(4, (index) =>
      disc(738 + index * 40, 310 + (index % 2) * 30, 26, index % 2 ? palette.third : tone(palette.main, 0.3)),
    )
  const wall =
    backdrop(palette.wall) +
    repeat(4, (row) =>
      repeat(6, (column) =>
        box(-420 + column * 330 + (row % 2) * 160, 60 + row * 160, 110, 34, tone(palette.wall, -0.06), 4),
      ),
    )
  const pedal = disc(470, 720, 40, tone(frame, -0.3)) + stroke('M470 720 L520 784 M494 786 L548 786', palette.dark, 14)
  return (
    wall +
    ground(850, tone(palette.table, 0.3)) +
    box(-500, 838, 2_000, 16, tone(palette.wall, -0.15)) +
    shadow(510, 900, 460, 26) +
    wheel(240) +
    wheel(770) +
    bars +
    pedal +
    handle +
    saddle +
    goods +
    basket
  )
}

export const parcels: Motif = (scene) => {
  const { random, palette } = scene
  const card = ['#cfa06c', '#d9b07f', '#c08f5b'] as const
  const parcel = (x: number, y: number, w: number, h: number, index: number) => {
    const colour = card[index % 3] ?? card[0]
    const label =
      box(x + w * 0.56, y + h * 0.5, w * 0.32, h * 0.34, palette.light, 4) +
      stroke(
        `M${x + w * 0.6} ${y + h * 0.6} l${w * 0.22} 0 M${x + w * 0.6} ${y + h * 0.7} l${w * 0.16} 0`,
        '#8d8a85',
        7,
      )
    return (
      box(x, y, w, h, colour, 6) +
      box(x, y, w, h * 0.16, tone(colour, 0.14), 6) +
      box(x + w * 0.44, y, w * 0.12, h * 0.46, tone(palette.third, 0.3)) +
      label
    )
  }
  const base = 850
  const [a, b, c] = [random.between(210, 270), random.between(230, 300), random.between(150, 200)]
  const pile =
    parcel(150, base - a, 360, a, 0) +
    parcel(520, base - b, 320, b, 1) +
    parcel(220, base - a - c, 270, c, 2) +
    parcel(560, base - b - 150, 220, 150, 0)
  const door =
    box(-240, 60, 330, 790, tone(palette.second, 0.25), 8) +
    box(-200, 110, 250, 300, tone(palette.second, 0.12), 6) +
    box(-200, 460, 250, 330, tone(palette.second, 0.12), 6) +
    disc(50, 470, 20, palette.third)
  const plant = at(
    950,
    base,
    potted(0, 0, 170, palette.main) +
      repeat(7, (index) =>
        at(0, -140, leaf(310 - Math.abs(index - 3) * 30, 50, tone(palette.leaf, (index % 3) * 0.1 - 0.08)), {
          turn: -54 + index * 18,
        }),
      ),
  )
  return room(scene, 790) + door + shadow(500, base + 4, 440, 30) + pile + plant
}

export const toolbox: Motif = (scene) => {
  const { random, palette } = scene
  const steel = '#aeb6bd'
  const wrench = at(
    350,
    560,
    box(-20, -330, 40, 400, steel, 18) +
      disc(0, -350, 62, steel) +
      shape('M-26 -430 L26 -430 L20 -346 L-20 -346Z', palette.wall),
    { turn: random.between(-24, -10) },
  )
  const driver = at(
    540,
    560,
    box(-10, -260, 20, 250, steel, 4) +
      box(-34, -420, 68, 190, palette.third, 26) +
      stroke('M-12 -390 l0 130 M12 -390 l0 130', tone(palette.third, -0.2), 6),
    { turn: random.between(-6, 8) },
  )
  const hammer = at(
    690,
    570,
    box(-18, -330, 36, 360, '#b07a48', 12) +
      box(-110, -400, 200, 84, palette.dark, 14) +
      shape('M-110 -400 L-160 -370 L-110 -330Z', palette.dark),
    { turn: random.between(10, 22) },
  )
  const body =
    box(170, 540, 660, 300, palette.main, 18) +
    box(170, 540, 660, 70, tone(palette.main, 0.14), 18) +
    box(250, 576, 100, 70, palette.third, 8) +
    box(650, 576, 100, 70, palette.third, 8) +
    stroke('M380 720 L620 720', tone(palette.main, -0.2), 14)
  const nuts =
    repeat(4, (index) => ring(130 + index * 62 + random.between(-14, 14), 890 + (index % 2) * 28, 17, steel, 13)) +
    ring(880, 860, 62, palette.third, 22) +
    disc(880, 860, 24, tone(palette.table, -0.1))
  return tableScene(scene, 700) + shadow(500, 846, 380, 32) + wrench + driver + hammer + body + nuts
}

export const chair: Motif = (scene) => {
  const { random, palette } = scene
  const cloth = random.pick([palette.main, palette.second, palette.leaf])
  const legs = stroke('M310 760 L280 880 M690 760 L720 880', '#7a5238', 26)
  const seat =
    box(250, 560, 500, 210, cloth, 46) +
    box(290, 250, 420, 380, tone(cloth, 0.1), 70) +
    box(300, 560, 400, 120, tone(cloth, 0.22), 40) +
    box(196, 470, 110, 300, tone(cloth, -0.1), 50) +
    box(694, 470, 110, 300, tone(cloth, -0.1), 50)
  const cushion =
    box(400, 430, 190, 180, palette.third, 34, { turn: 12 }) +
    stroke('M440 470 l110 100 M550 462 l-104 116', tone(palette.third, -0.16), 8)
  const lamp =
    stroke('M930 880 L930 330', palette.dark, 14) +
    oval(930, 884, 84, 18, palette.dark) +
    shape('M860 340 L1000 340 L966 210 L894 210Z', palette.light) +
    shape('M860 340 L1000 340 L1120 700 L740 700Z', palette.light, { opacity: 0.25 })
  const rug = oval(500, 890, 520, 84, tone(palette.second, 0.45)) + oval(500, 890, 430, 62, tone(palette.second, 0.6))
  return room(scene, 760) + rug + shadow(500, 884, 280, 30) + lamp + legs + seat + cushion
}
