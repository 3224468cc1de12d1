import type { ColourRow } from './colour-row.ts';

/** What people picture: things of a scene, which colour the feeling and never bring an instrument or a length. */
export const SCENERY: readonly ColourRow[] = [
  [
    'window, windows, windowsill, windowpane, curtain, curtains, bedroom, blanket, blankets, pillow, duvet, pyjamas, slippers, armchair, sofa, couch, rug',
    '',
    { mood: 'intimate', nudge: 'energy -0.03' },
  ],
  [
    'candle, candles, lantern, lanterns, lamplight, street lamp, streetlamp, streetlight, streetlights, street lights, fairy lights, string lights, ember, embers, glow',
    '',
    { hue: 'warm', mood: 'warm', nudge: 'energy -0.03' },
  ],
  [
    'puddle, puddles, umbrella, wet street, wet streets, wet pavement, wet asphalt, wet cobblestones, raincoat, gutter, thunder in the distance, storm outside, rain outside, rainy street',
    '',
    { hue: 'cool', mood: 'rainy' },
  ],
  [
    'attic, old house, old photograph, old photographs, old photo, old photos, photographs, polaroid, polaroids, diary, letters, love letters, suitcase, postcard, postcards, yellowed, faded, faded photograph, super 8, home movies, childhood, childhood home, grandmother’s house, grandparents house, schoolyard, playground',
    '',
    { mood: 'nostalgic', nudge: 'brightness -0.03' },
  ],
  [
    'highway, highways, motorway, open road, dirt road, long road, road, roads, headlights, windshield, rearview mirror, back seat, backseat, driving home, driving through, driving down, driving along, driving alone, driving away, drive home, truck, trucks, pickup truck, car window, gas station, motel, dashboard, miles, passing trees, train, train ride, train window, station platform, railway, bus ride, bus, passenger',
    '',
    { mood: 'wistful', nudge: 'density -0.02' },
  ],
  [
    'neon lights, neon sign, neon signs, neon city, neon streets, arcade lights, laser lights, strobe, strobe lights, chrome, holograms, hologram, skyscraper, skyscrapers, subway, metro, alley, alleyway, back alley, rooftop at night',
    'wide',
    { hue: 'neon', mood: 'late night', nudge: 'energy +0.04' },
  ],
  [
    'meadow, meadows, wheat, wheat field, wildflowers, orchard, valley, hills, hillside, brook, creek, lake, lakeside, pond, waterfall view, tall grass, grass, leaves, trees, tree, birches, pines, pine forest, deer, butterfly, dragonflies, bees, bee, fireflies, swallows',
    '',
    { hue: 'green', mood: 'natural' },
  ],
  [
    'harbour, harbor, dock, docks, pier, boat, boats, ship, ships, sailboat, gulls, seagulls, tide, tides, shore, shoreline, bay, salt air, surf on the shore',
    '',
    { hue: 'cool', mood: 'windswept' },
  ],
  [
    'summit, peak of the mountain, mountain top, mountaintop, ridge, canyon, glacier, glaciers, fjord, fjords, eagle, eagles, condor, volcano, horizon line, rolling hills, vast plains',
    '',
    { mood: 'sweeping' },
  ],
  [
    'dune, dunes, camel, camels, caravan, caravans, oasis, bazaar, souk, pyramids, minaret, spice market, incense',
    '',
    { hue: 'warm', mood: 'exotic' },
  ],
  [
    'snowfall, snowflake, snowflakes, snowy night, frozen lake, ice, icicles, sleigh, skates, frost on the window, first snow, breath in the cold',
    '',
    { hue: 'cool', mood: 'wintry' },
  ],
  [
    'petals, blossom, blossoms, cherry blossom, cherry blossoms, bloom, buds, sprout, garden gate, picnic blanket, dew, sunbeam, sunbeams, sunlight, sunshine, sun, rays, ray of light, light through the trees, dappled light',
    '',
    { hue: 'rose', mood: 'fresh', nudge: 'brightness +0.05' },
  ],
  [
    'graveyard, cemetery, tomb, crypt, coffin, grave, skeleton, skeletons, bones, skull, raven, ravens, crow, crows, bats, spider, spiders, cobwebs, dungeon door, creaking door, creaking, creaks, gone wrong, asylum, swamp, bog, wolf, wolves, full moon',
    '',
    { hue: 'night', mood: 'creepy' },
  ],
  [
    'knife, blood, killer, murder, corpse, shadow figure, stalker, footsteps behind, empty corridor, corridor, hallway, dark hallway, abandoned hospital, dark corridor, interrogation, crime scene, evidence',
    '',
    { mood: 'suspenseful', nudge: 'tension +0.04' },
  ],
  [
    'soldier, battlefield scene, trench, trenches, ruined city, bombed city, refugees, ashes, ash, rubble, aftermath, wounded',
    '',
    { mood: 'somber' },
  ],
  [
    'sword, swords, shield, dragon, dragons, knight, wizard, wizards, witch, witches, spell, spells, elf, dwarf, goblin, quest map, ancient forest, enchanted forest, fairy, fairies, unicorn, mermaid, pixie, potion',
    '',
    { mood: 'magical', nudge: 'tension +0.02' },
  ],
  [
    'astronaut, astronauts, moon, moons, planet earth, orbit, satellite, satellites, asteroid, comet, black hole, telescope, observatory, zero gravity, weightlessness, mission control',
    '',
    { hue: 'night', mood: 'spacious', nudge: 'brightness +0.02' },
  ],
  [
    'laboratory lights, circuit, circuits, microchip, data, algorithm, algorithms, screens, server room, code, machine learning, network',
    '',
    { mood: 'techy' },
  ],
  [
    'teddy bear, balloon, balloons, bubbles, confetti, cupcake, cupcakes, cake, candy, lollipop, toybox, toy shop, crayons, giggles, giggle, laughing children, kids laughing, swing set, seesaw, bouncy castle',
    '',
    { mood: 'playful' },
  ],
  [
    'champagne, chandelier, tuxedo, evening gown, gown, red carpet, limousine, velvet, silk, satin, pearls, diamonds, marble, ballroom lights, martini, cigar, cigars',
    '',
    { mood: 'elegant' },
  ],
  [
    'cigarette, cigarettes, whiskey glass, saloon door, trench coat, fedora, detective office, venetian blinds, jazz bar, smoky bar, smoky room, dim bar, dimly lit, dim light, dim lights',
    '',
    { mood: 'noir' },
  ],
  [
    'church pew, stained glass, altar, monastery garden, cathedral light, candlelit church, prayer hall, temple garden, zen garden, bamboo, bamboo forest, lotus, koi pond, tea ceremony, tea, teahouse',
    '',
    { mood: 'meditative' },
  ],
  [
    'embrace, hug, hugs, kiss, holding hands, hand in hand, heartbeats, first kiss, lovers, lover, two lovers, soulmate, sweethearts, rose, roses, bouquet, dance floor for two',
    '',
    { mood: 'romantic' },
  ],
  [
    'empty chair, empty room, empty street, empty streets, empty house, lone figure, lone wolf, last train, closing time, phone that never rings, 3am, 2am, 4am, three in the morning, two in the morning, four in the morning, sleepless, sleepless night, insomniac',
    '',
    { mood: 'lonely', nudge: 'energy -0.06' },
  ],
  [
    'crowd, crowds, cheering crowd, fans, stadium lights, spotlight, spotlights, trophy, podium, finish line, medal, medals, starting line, locker room',
    '',
    { mood: 'anthemic' },
  ],
  [
    'rollercoaster, roller coaster, ferris wheel, cotton candy, fair, funfair, county fair, amusement park, theme park',
    '',
    { mood: 'fun' },
  ],
  [
    'hammock, palm trees, palm tree, coconut, flip flops, cocktail on the beach, sunscreen, sandcastle, lagoon, mango, pineapple',
    '',
    { hue: 'warm', mood: 'tropical' },
  ],
  [
    'blue light, blue hour, blue sky, blue skies, blue water, clouds, cloud, feather, feathers, bubble bath, bath, bathtub, steam, cotton, silk sheets, hammock sleep, counting sheep, moonbeam, moonbeams, stardust',
    '',
    { hue: 'cool', mood: 'dreamy' },
  ],
  [
    'dinosaur, dinosaurs, giant, giants, titan, titans, creature, creatures, beast, beasts, elephant, elephants, kraken',
    '',
    { mood: 'majestic', nudge: 'tension +0.06', styles: { epic: 0.8, cinematic: 0.7 } },
  ],
  ['break up, breaking up, about to break up, broke up, split up, goodbye, goodbyes, parting', '', { mood: 'heartbroken' }],
  ['friends, friend, best friends, buddies, mates, siblings, brothers, sisters, neighbours, neighbors', '', { mood: 'friendly' }],
  // Colours by name are for the picture; to the ear they are a shade.
  ['red, crimson, scarlet, ruby, burgundy', '', { hue: 'warm', nudge: 'energy +0.03' }],
  ['orange, amber, apricot, peach, terracotta, copper, bronze', '', { hue: 'warm', nudge: 'brightness +0.02' }],
  ['yellow, gold, lemon, honey', '', { hue: 'warm', nudge: 'valence +0.03' }],
  ['green, emerald, jade, olive, mint, moss', '', { hue: 'green', nudge: 'tension -0.02' }],
  ['turquoise, teal, cyan, aqua, navy, azure, cobalt, indigo, sapphire', '', { hue: 'cool', nudge: 'energy -0.02' }],
  ['purple, violet, lavender, magenta, plum, lilac', '', { hue: 'rose', nudge: 'space +0.03' }],
  ['pink, rose gold, coral, fuchsia, blush', '', { hue: 'rose', nudge: 'valence +0.03' }],
  ['black and white, monochrome, silver, charcoal, greyscale, ink', '', { hue: 'mono', nudge: 'valence -0.03' }],
  [
    'pastel, pastels, pastel colours, pastel colors, candy coloured, candy colored',
    'soft',
    { hue: 'pastel', nudge: 'brightness +0.04' },
  ],
];
