import { type Motif, tableFromAbove, tableScene } from './scene'
import { at, box, disc, leaf, oval, repeat, ring, shadow, shape, stroke, tone } from './shapes'

const steam = (x: number, y: number, height: number) =>
  stroke(`M${x} ${y} q-26 ${-height * 0.25} 0 ${-height * 0.5} t0 ${-height * 0.5}`, '#ffffff', 12, 0.55)

const chopsticks = (x: number, y: number, turn: number, colour: string) =>
  at(
    x,
    y,
    box(-300, -16, 600, 13, colour, 6) +
      box(-300, 10, 600, 13, colour, 6, { turn: 2 }) +
      box(-300, -16, 120, 13, tone(colour, 0.35), 6),
    { turn },
  )

const cupOfTea = (x: number, y: number, colour: string) =>
  at(
    x,
    y,
    shape('M-70 -96 L70 -96 C70 -30 46 0 0 0 C-46 0 -70 -30 -70 -96Z', colour) +
      oval(0, -96, 70, 15, tone(colour, -0.2)) +
      oval(0, -94, 58, 10, '#b98a45'),
  )

export const cake: Motif = (scene) => {
  const { random, palette } = scene
  const amber = random.pick(['#e9b04f', '#f0c777', '#e2a03c'])
  const slice = (x: number, y: number) => {
    const petals = repeat(5, () =>
      oval(x + random.between(-50, 50), y - 112 + random.between(-14, 14), 9, 5, '#d9782b', {
        turn: random.between(0, 180),
      }),
    )
    const sides =
      shape(`M${x - 96} ${y - 110} L${x} ${y - 76} L${x} ${y + 26} L${x - 96} ${y - 8}Z`, amber) +
      shape(`M${x + 96} ${y - 110} L${x} ${y - 76} L${x} ${y + 26} L${x + 96} ${y - 8}Z`, tone(amber, -0.14))
    const layer = shape(
      `M${x - 96} ${y - 62} L${x} ${y - 28} L${x + 96} ${y - 62} L${x + 96} ${y - 42} L${x} ${y - 8} L${x - 96} ${y - 42}Z`,
      '#fff6e0',
      { opacity: 0.85 },
    )
    return (
      sides +
      layer +
      shape(`M${x} ${y - 144} L${x + 96} ${y - 110} L${x} ${y - 76} L${x - 96} ${y - 110}Z`, tone(amber, 0.3)) +
      petals
    )
  }
  const plate =
    shadow(480, 800, 370, 50) +
    oval(480, 770, 360, 92, palette.light) +
    oval(480, 760, 300, 68, tone(palette.second, 0.75)) +
    oval(480, 758, 284, 60, palette.light)
  const sprig = at(
    random.between(760, 850),
    880,
    leaf(150, 42, palette.leaf) + at(0, 0, leaf(130, 38, tone(palette.leaf, -0.15)), { turn: 50 }),
    { turn: random.between(-60, -30) },
  )
  const stack = random.next() < 0.5 ? slice(480, 640) : ''
  return (
    tableScene(scene, 610) +
    plate +
    slice(370, 720) +
    slice(590, 720) +
    slice(480, 770) +
    stack +
    shadow(860, 706, 84, 16) +
    cupOfTea(860, 706, palette.main) +
    steam(850, 590, 150) +
    sprig
  )
}

export const noodles: Motif = (scene) => {
  const { random, palette } = scene
  const bowlColour = random.pick([palette.second, palette.main, palette.light])
  const strands = repeat(9, (index) =>
    stroke(
      `M${270 + index * 16} ${520 + (index % 4) * 12} q60 ${-50 - index * 4} 120 0 t120 0 t110 ${index % 2 ? 10 : -8}`,
      index % 2 ? '#f2d58c' : '#e9c46a',
      15,
    ),
  )
  const egg = oval(640, 500, 74, 58, '#fffdf4') + oval(644, 496, 36, 30, '#f0a332')
  const greens = repeat(4, (index) =>
    at(350 + index * 26, 500, leaf(120, 36, tone(palette.leaf, index * 0.08)), { turn: -50 + index * 22 }),
  )
  const onions = repeat(12, () => ring(random.between(360, 660), random.between(510, 560), 9, '#6fa35a', 5))
  const broth = oval(500, 540, 318, 74, '#b5703a') + oval(500, 546, 300, 62, '#c98a4b')
  const bowl =
    shape('M170 530 C180 760 340 850 500 850 C660 850 820 760 830 530 A330 84 0 0 1 170 530Z', bowlColour) +
    shape('M360 850 L640 850 L620 890 L380 890Z', tone(bowlColour, -0.18))
  const band = stroke(
    'M196 640 C300 740 700 740 804 640',
    tone(bowlColour, bowlColour === palette.light ? -0.2 : 0.4),
    14,
  )
  const rim = oval(500, 532, 336, 90, tone(bowlColour, 0.25))
  return (
    tableScene(scene, 660) +
    shadow(510, 890, 300, 44) +
    rim +
    broth +
    strands +
    greens +
    egg +
    onions +
    bowl +
    band +
    chopsticks(860, 480, -58, '#8a4b34') +
    steam(430, 400, 230) +
    steam(520, 380, 260) +
    steam(610, 400, 220)
  )
}

export const dumplings: Motif = (scene) => {
  const { random, palette } = scene
  const skin = random.pick(['#fbf1dd', '#f6ecd2', '#eef0d8'])
  const dumpling = (x: number, y: number, turn: number) =>
    at(
      x,
      y,
      oval(6, 12, 92, 46, '#5b3b22', { opacity: 0.2 }) +
        shape('M-92 14 C-80 -62 80 -62 92 14 C60 46 -60 46 -92 14Z', skin) +
        stroke('M-84 6 C-60 -30 60 -30 84 6', tone(skin, -0.14), 6) +
        repeat(6, (index) =>
          stroke(
            `M${-58 + index * 23} ${-20 - (index === 2 || index === 3 ? 8 : 0)} l${-4 + index * 2} 22`,
            tone(skin, -0.16),
            5,
          ),
        ),
      { turn },
    )
  const basket =
    disc(470, 500, 372, '#4a2f1c', { opacity: 0.2 }) +
    disc(460, 486, 366, '#c9975b') +
    disc(460, 486, 330, '#e2bd82') +
    repeat(12, (index) => stroke(`M${170 + index * 53} 260 l0 452`, '#d2a868', 5, 0.7)) +
    ring(460, 486, 346, '#b07e45', 10)
  const offset = random.between(0, 60)
  const circle = repeat(6, (index) => {
    const angle = ((index * 60 + offset) * Math.PI) / 180
    return dumpling(460 + Math.cos(angle) * 212, 486 + Math.sin(angle) * 212, index * 60 + offset + 90)
  })
  const sauce =
    disc(936, 800, 116, '#4a2f1c', { opacity: 0.18 }) +
    disc(926, 790, 112, palette.light) +
    disc(926, 790, 84, '#6b3422') +
    disc(906, 772, 14, '#c2452f') +
    disc(946, 806, 11, '#c2452f')
  return (
    tableFromAbove(scene) +
    basket +
    circle +
    dumpling(460, 486, offset) +
    sauce +
    chopsticks(960, 380, 74, tone(palette.dark, 0.1))
  )
}

export const tea: Motif = (scene) => {
  const { random, palette } = scene
  const clay = random.pick(['#9c5a3c', '#6d7f63', '#37525c', palette.main])
  const pot =
    ring(-178, -120, 84, clay, 30) +
    stroke('M150 -100 C230 -110 220 -210 290 -230', clay, 42) +
    shape('M-190 -110 C-190 -230 190 -230 190 -110 C190 -20 120 0 0 0 C-120 0 -190 -20 -190 -110Z', clay) +
    oval(0, -200, 104, 22, tone(clay, -0.2)) +
    shape('M-100 -204 C-80 -260 80 -260 100 -204Z', tone(clay, 0.1)) +
    disc(0, -262, 24, tone(clay, -0.1)) +
    stroke('M-130 -130 Q-110 -180 -50 -188', '#ffffff', 12, 0.35)
  const tray =
    shadow(500, 830, 440, 40) +
    box(90, 780, 820, 44, tone(palette.table, -0.32), 16) +
    box(90, 780, 820, 14, tone(palette.table, -0.2), 8)
  const cups = cupOfTea(690, 780, palette.light) + cupOfTea(840, 780, palette.light)
  const flowers = at(
    170,
    640,
    box(-36, -10, 72, 150, palette.second, 18) +
      stroke('M0 -10 C-10 -90 -40 -150 -60 -200 M0 -10 C10 -80 30 -140 60 -170', '#6b5a48', 6) +
      at(-60, -200, leaf(80, 26, palette.leaf), { turn: -30 }) +
      disc(60, -176, 22, palette.third) +
      disc(34, -140, 16, palette.third) +
      disc(-34, -150, 18, palette.third),
  )
  return (
    tableScene(scene, 700) + tray + flowers + at(410, 780, pot) + cups + steam(700, 660, 150) + steam(850, 660, 130)
  )
}

export const vegetables: Motif = (scene) => {
  const { random, palette } = scene
  const tomato = (x: number, y: number) =>
    disc(x, y, 74, '#d6452f') +
    oval(x - 24, y - 26, 20, 12, '#ffffff', { opacity: 0.35 }) +
    repeat(5, (index) => at(x, y - 62, leaf(36, 12, '#4f7a45'), { turn: index * 72 }))
  const radish = (x: number, y: number, turn: number) =>
    at(
      x,
      y,
      shape('M-40 0 C-56 90 -20 170 0 220 C20 170 56 90 40 0Z', '#f7f1e8') +
        repeat(3, (index) => at(0, 0, leaf(170, 40, tone(palette.leaf, index * 0.1)), { turn: -26 + index * 26 })),
      { turn },
    )
  const cabbage = (x: number, y: number) =>
    disc(x, y, 130, '#8bb174') +
    disc(x - 24, y + 16, 106, '#a9c78d') +
    disc(x + 30, y + 26, 84, '#c4dba9') +
    stroke(`M${x + 30} ${y + 100} C${x + 20} ${y + 40} ${x + 40} ${y} ${x + 60} ${y - 30}`, '#f4f6e6', 9)
  const corn = (x: number, y: number) =>
    at(
      x,
      y,
      shape('M-44 0 C-50 -150 -20 -230 0 -240 C20 -230 50 -150 44 0Z', '#f0c24b') +
        repeat(5, (row) => stroke(`M-34 ${-30 - row * 38} L34 ${-30 - row * 38}`, '#d9a332', 4)) +
        at(-34, 20, leaf(200, 44, '#7ea05c'), { turn: -16 }) +
        at(34, 20, leaf(190, 44, '#6f9350'), { turn: 16 }),
      { turn: random.between(8, 22) },
    )
  const weave = repeat(4, (row) =>
    repeat(13, (column) =>
      box(190 + column * 49, 690 + row * 46, 42, 36, (row + column) % 2 ? '#b98550' : '#cf9d65', 8),
    ),
  )
  const basket =
    shape('M170 680 L850 680 L790 890 L230 890Z', '#a8743f') + weave + box(150, 656, 720, 50, '#c08b54', 22)
  const handle = stroke('M220 670 C260 260 760 260 800 670', '#a8743f', 26)
  return (
    tableScene(scene, 740) +
    handle +
    shadow(510, 894, 340, 40) +
    corn(680, 680) +
    radish(300, 500, -160) +
    cabbage(480, 560) +
    tomato(640, 620) +
    tomato(760, 640) +
    tomato(330, 630) +
    basket
  )
}
