import { backdrop, ground, type Motif, room, tree } from './scene'
import { at, box, disc, leaf, oval, repeat, shadow, shape, stroke, tone } from './shapes'

/** The posts tell of one cat and one dog, so they look the same in all their pictures. */
const CAT = '#e08e45'
const DOG = '#c98f55'

const ear = (x: number, y: number, fur: string, flip: boolean) =>
  at(x, y, shape('M-44 30 L-34 -58 L40 0Z', fur) + shape('M-28 14 L-24 -30 L16 0Z', '#e9b4a6', { opacity: 0.8 }), {
    flip,
  })

/** A cat's head about (0, 0), 150 wide. */
function catHead(fur: string, isAsleep: boolean): string {
  const line = tone(fur, -0.55)
  const eyes = isAsleep
    ? stroke('M-46 -2 q16 14 32 0 M14 -2 q16 14 32 0', line, 6)
    : oval(-32, -6, 12, 16, '#f5d76e') +
      oval(32, -6, 12, 16, '#f5d76e') +
      oval(-32, -6, 5, 14, '#2b2430') +
      oval(32, -6, 5, 14, '#2b2430')
  const face =
    oval(0, 34, 40, 26, tone(fur, 0.3)) +
    shape('M-10 18 L10 18 L0 30Z', '#c97b6f') +
    stroke('M0 30 q-10 16 -22 10 M0 30 q10 16 22 10', line, 5)
  const whiskers = stroke('M-52 26 l-58 -10 M-52 36 l-56 8 M52 26 l58 -10 M52 36 l56 8', line, 3, 0.6)
  const stripes = stroke('M0 -74 l0 30 M-24 -70 l4 24 M24 -70 l-4 24', tone(fur, -0.2), 8)
  return (
    ear(-58, -58, fur, false) + ear(58, -58, fur, true) + oval(0, 0, 96, 82, fur) + stripes + face + eyes + whiskers
  )
}

export const cat: Motif = (scene) => {
  const { random, palette } = scene
  const fur = CAT
  const isAsleep = random.next() < 0.4
  const brick = tone(palette.table, 0.12)
  const bricks = repeat(5, (row) =>
    repeat(11, (column) =>
      box(
        -480 + column * 186 + (row % 2) * 93,
        706 + row * 92,
        168,
        76,
        tone(brick, ((row * 7 + column * 5) % 4) * 0.05 - 0.08),
        4,
      ),
    ),
  )
  const cap =
    box(-500, 640, 2_000, 60, tone(palette.dark, 0.3), 6) +
    repeat(14, (index) => disc(-480 + index * 150, 700, 52, tone(palette.dark, 0.22))) +
    box(-500, 640, 2_000, 34, tone(palette.dark, 0.38))
  const sitting =
    stroke('M120 -40 C260 -10 230 130 150 170', fur, 40) +
    shape('M-120 0 C-150 -160 -90 -330 0 -330 C100 -330 160 -140 130 0Z', fur) +
    shape('M-60 0 C-80 -120 -40 -220 0 -220 C40 -220 70 -120 56 0Z', tone(fur, 0.25)) +
    stroke('M-30 -10 L-30 -110 M30 -10 L30 -110', tone(fur, -0.2), 6) +
    at(0, -370, catHead(fur, false))
  const lying =
    stroke('M250 -30 C340 0 330 110 260 150', fur, 36) +
    shape('M-220 0 C-250 -150 -60 -190 60 -190 C220 -190 300 -90 270 0Z', fur) +
    stroke('M70 -180 l14 52 M120 -172 l10 54 M168 -152 l6 50', tone(fur, -0.2), 12) +
    at(-150, -130, catHead(fur, true))
  const leaves = repeat(12, (index) =>
    at(
      -140 + index * 116,
      -120 + random.between(0, 60),
      leaf(random.between(120, 200), 44, tone(palette.leaf, (index % 3) * 0.1 - 0.1)),
      { turn: 150 + random.between(0, 60) },
    ),
  )
  const sun = disc(random.between(700, 880), random.between(190, 300), 110, palette.third, { opacity: 0.9 })
  const body = at(random.between(340, 560), 648, isAsleep ? lying : sitting, { flip: random.next() < 0.5, scale: 1.12 })
  return backdrop(palette.wall) + sun + ground(690, tone(brick, -0.24)) + bricks + cap + body + leaves
}

export const dog: Motif = (scene) => {
  const { random, palette } = scene
  const fur = DOG
  const dark = tone(fur, -0.3)
  const body =
    shape('M-130 0 C-160 -180 -90 -330 10 -340 C120 -330 170 -150 140 0Z', fur) +
    shape('M-56 0 C-70 -150 -30 -250 6 -250 C50 -250 74 -140 60 0Z', tone(fur, 0.4)) +
    stroke('M134 -60 C210 -90 220 -180 190 -220', fur, 34)
  const paws =
    oval(-46, -4, 52, 26, fur) + oval(56, -4, 52, 26, fur) + stroke('M-46 -30 L-40 -150 M56 -30 L48 -150', dark, 6)
  const head =
    oval(0, 0, 118, 104, fur) +
    at(-108, -60, shape('M0 0 C-60 20 -60 130 -10 140 C30 110 40 40 26 -10Z', dark)) +
    at(108, -60, shape('M0 0 C-60 20 -60 130 -10 140 C30 110 40 40 26 -10Z', dark), { flip: true }) +
    oval(0, 44, 62, 48, tone(fur, 0.4)) +
    oval(0, 22, 22, 16, '#3a3034') +
    stroke('M0 38 L0 58 M-26 60 Q0 84 26 60', '#3a3034', 6) +
    shape('M-14 72 Q0 120 16 72Z', '#d9776c') +
    disc(-42, -14, 12, '#3a3034') +
    disc(42, -14, 12, '#3a3034')
  const collar = stroke('M-74 -318 Q6 -270 88 -318', palette.second, 24) + disc(8, -284, 18, palette.third)
  const outdoors =
    backdrop(tone(palette.wall, 0.15)) +
    tree(60, 740, 420, palette.leaf) +
    tree(980, 730, 360, tone(palette.leaf, -0.12)) +
    ground(720, tone(palette.leaf, 0.42)) +
    oval(500, 1000, 700, 160, palette.light, { opacity: 0.55 })
  const grass = repeat(26, () =>
    at(random.between(-160, 1160), random.between(760, 1100), stroke('M0 0 l-8 -26 M0 0 l8 -28', palette.leaf, 5)),
  )
  return (
    outdoors +
    grass +
    shadow(510, 884, 230) +
    at(500, 880, body + paws + collar + at(6, -400, head, { turn: random.between(-10, 10) }), {
      scale: 1.15,
      flip: random.next() < 0.5,
    })
  )
}

export const fishbowl: Motif = (scene) => {
  const { random, palette } = scene
  const fish = (x: number, y: number, colour: string, flip: boolean) =>
    at(
      x,
      y,
      shape('M-60 0 C-30 -44 40 -40 70 0 C40 40 -30 44 -60 0Z', colour) +
        shape('M-50 0 C-90 -54 -126 -44 -134 -26 C-110 -12 -110 12 -134 26 C-126 44 -90 54 -50 0Z', tone(colour, 0.2)) +
        disc(42, -8, 7, '#2b2430') +
        stroke('M14 -26 q14 26 0 52', tone(colour, -0.2), 4),
      { flip },
    )
  const water = random.pick(['#a9d3d6', '#b5d6e4', '#b4d9c8'])
  const bowl =
    disc(500, 560, 290, '#ffffff', { opacity: 0.5 }) +
    shape('M222 480 L778 480 A290 290 0 0 1 660 802 A290 180 0 0 1 340 802 A290 290 0 0 1 222 480Z', water)
  const pebbles = repeat(14, (index) =>
    oval(
      340 + index * 25,
      806 + ((index * 13) % 24),
      22,
      15,
      [palette.third, palette.light, palette.table][index % 3] ?? palette.light,
    ),
  )
  const weed = repeat(4, (index) =>
    stroke(
      `M${390 + index * 70} 800 q${index % 2 ? 34 : -34} -70 0 -130 q${index % 2 ? -30 : 30} -60 6 -110`,
      palette.leaf,
      15,
    ),
  )
  const bubbles = repeat(6, (index) =>
    disc(random.between(380, 640), 700 - index * 36, 6 + (index % 3) * 3, '#ffffff', { opacity: 0.7 }),
  )
  const rim =
    oval(500, 300, 170, 24, '#ffffff', { opacity: 0.75 }) + stroke('M290 470 Q280 600 350 720', '#ffffff', 16, 0.6)
  const shelf = box(-500, 850, 2_000, 34, tone(palette.table, 0.15)) + ground(884, palette.table)
  return (
    room(scene, 1_400) +
    shelf +
    shadow(500, 856, 260, 20) +
    bowl +
    weed +
    pebbles +
    fish(random.between(400, 470), 600, '#e2622f', false) +
    fish(random.between(560, 620), random.between(650, 720), random.pick(['#f0a03c', '#f4efe4', '#d84a36']), true) +
    bubbles +
    rim
  )
}
