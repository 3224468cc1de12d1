import { STYLE_IDS } from '../brief.ts';
import type { UseMeaning } from './meaning.ts';
import { PARTICULAR_USES } from './uses/particular-uses.ts';
import type { UseRow } from './uses/use-row.ts';

/** What the music is for, and what that suggests. */
const ROWS: readonly UseRow[] = [
  [
    'cooking vlog, cooking video, cooking show, cooking, recipe, recipes, recipe video, food vlog, food video, food, baking, bakery, kitchen, chef, restaurant',
    { acoustic: 0.9, bossa: 0.8, jazz: 0.3 },
    'cheerful, playful',
    { speech: true },
  ],
  [
    'vlog, vlogs, vlogging, vlogger, daily vlog, day in my life, youtube vlog, lifestyle vlog, lifestyle, grwm, get ready with me',
    { pop: 0.8, lofi: 0.7, acoustic: 0.7 },
    'upbeat, friendly',
    { speech: true },
  ],
  [
    'travel vlog, travel video, travel, travelling, traveling, trip, vacation, road trip, roadtrip, wanderlust, drone footage, drone video, drone shots, tourism, backpacking, long drive, car journey, long car journey, driving at night, night drive',
    { pop: 0.7, acoustic: 0.7, house: 0.5, synthwave: 0.1 },
    'adventurous, uplifting',
  ],
  [
    'podcast, podcasts, podcast background, talk show, radio show, interview, interviews',
    { lofi: 0.6, jazz: 0.4, corporate: 0.5 },
    'relaxing, curious',
    { speech: true },
  ],
  [
    'podcast intro, intro music, show intro, radio intro, youtube intro, channel intro, intro theme, opening theme',
    { pop: 0.7, funk: 0.6, corporate: 0.4 },
    'confident, catchy',
    { seconds: 15 },
  ],
  [
    'outro, podcast outro, end screen, outro music, closing music, end credits, credits',
    { pop: 0.5, lofi: 0.5, acoustic: 0.4 },
    'relaxing',
    { seconds: 15 },
  ],
  [
    'true crime podcast, crime podcast, crime documentary, true crime documentary, investigation, crime show, murder mystery',
    { cinematic: 1.4 },
    'investigative, tense',
    { speech: true },
  ],
  [
    'tech review, tech video, technology video, gadget review, phone review, tech channel, tech, gadget, gadgets, review video, product review, software, app, apps, saas, startup, start up, startups, website, ai',
    { corporate: 0.7, house: 0.6, synthwave: 0.3, lofi: 0.3 },
    'techy, cool',
    { speech: true },
  ],
  [
    'product launch, product video, product demo, product, launch, promo, promo video, promotion, promotional, promotional video, commercial, advert, advertisement, advertising, ad, ads, tv ad, tv spot, brand, brand video, branding, marketing, campaign, keynote',
    { corporate: 1, pop: 0.5, house: 0.3 },
    'inspiring, confident',
  ],
  [
    'explainer, explainer video, presentation, presentations, slideshow, slide show, powerpoint, pitch, pitch deck, webinar, infographic, whiteboard video, training video, onboarding, hr video, recruitment',
    { corporate: 1.3 },
    'optimistic, friendly',
    { speech: true },
  ],
  [
    'tutorial, tutorials, how to, how to video, diy, craft video, crafts, crafting, lesson, e learning, elearning, online course, course, educational, education, school, science video, science',
    { corporate: 0.6, lofi: 0.6, acoustic: 0.6 },
    'friendly, curious',
    { speech: true },
  ],
  [
    'study, studying, study music, homework, to study to, study session, reading, work, working, coding, programming, deep work, office, desk, writing',
    { lofi: 1.5 },
    'chill, focused',
  ],
  [
    'workout, work out, gym, fitness, exercise, training, crossfit, hiit, cardio, running, run, jogging, boxing, bodybuilding',
    { edm: 0.8, trap: 0.6, rock: 0.6, house: 0.4, 'drum-and-bass': 0.3, 'tech-house': 0.3 },
    'energetic, motivational',
  ],
  [
    'yoga, stretching, pilates, meditation app, meditation, guided meditation, mindfulness app, breathing exercise, breathing, breathwork, spa, massage, wellness, self care, relaxation app',
    { meditation: 1.6, ambient: 0.8 },
    'meditative, peaceful',
  ],
  [
    'sleep music, sleep app, baby sleep, deep sleep, falling asleep, bedtime story, insomnia',
    { ambient: 1.3, piano: 0.4 },
    'sleepy, soothing',
    { seconds: 120 },
  ],
  [
    'wedding, wedding video, wedding film, wedding ceremony, bride, bridal, engagement, proposal, anniversary, first dance, vows',
    { piano: 0.8, strings: 0.7, acoustic: 0.7, cinematic: 0.5 },
    'romantic, heartfelt',
  ],
  ['birthday, birthday party, birthday video', { pop: 0.9, funk: 0.6, acoustic: 0.5 }, 'celebratory, happy'],
  [
    'new year, new years eve, fireworks, graduation, prom, award, awards, award show, ceremony, opening ceremony, gala',
    { pop: 0.5, orchestral: 0.6, epic: 0.4, corporate: 0.3 },
    'celebratory, triumphant',
  ],
  [
    'unboxing, unboxing video, haul, shopping, try on',
    { pop: 0.8, house: 0.5, funk: 0.5 },
    'playful, exciting',
    { speech: true },
  ],
  [
    'fashion, fashion show, runway, catwalk, lookbook, fashion film, model, makeup, make up tutorial, beauty video, beauty tutorial, cosmetics, skincare, skin care, perfume, fragrance, jewellery, jewelry, watches, hair',
    { house: 1, 'deep-house': 0.8, pop: 0.4, 'hip-hop': 0.4 },
    'cool, elegant',
  ],
  [
    "gaming, gaming stream, gaming video, game, games, gameplay, video game, videogame, lets play, let's play, esports, twitch, stream, streaming, streamer, livestream, live stream, fps game, montage",
    { edm: 0.7, trap: 0.7, synthwave: 0.5, 'drum-and-bass': 0.4 },
    'energetic, exciting',
  ],
  [
    'documentary, documentaries, docuseries, docu, history documentary, history, historical, biography, museum',
    { cinematic: 1.1, piano: 0.3, strings: 0.3 },
    'thoughtful, investigative',
    { speech: true },
  ],
  [
    'nature documentary, wildlife, wildlife documentary, nature video, nature film, animals, planet, earth, underwater footage',
    { cinematic: 0.8, orchestral: 0.6, ambient: 0.5 },
    'natural, sweeping',
    { speech: true },
  ],
  [
    'film, short film, movie, movies, films, scene, feature film, student film, title sequence, opening credits, main title, end title',
    { cinematic: 1.4 },
    'emotional',
  ],
  [
    'chase, chase scene, car chase, pursuit, escape, fight, fight scene, combat, war, warfare, warrior, warriors, army, soldiers',
    { epic: 1.2, cinematic: 0.6 },
    'intense, driving',
  ],
  [
    'love scene, love song, valentine, valentines, valentines day, date night, candlelight, candlelit dinner, dinner, dinner party',
    { jazz: 0.7, bossa: 0.5, piano: 0.6 },
    'romantic',
  ],
  [
    'sports video, sports highlights, highlights, highlight reel, football, soccer, basketball, skateboarding, skate video, snowboarding, ski, skiing, surfing, bmx, motorsport, racing, race, car commercial, cars, car',
    { rock: 0.8, trap: 0.6, edm: 0.5, 'hip-hop': 0.4 },
    'sporty, energetic',
  ],
  [
    'news, news intro, newscast, breaking news, report, journalism, broadcast',
    { cinematic: 0.6, corporate: 0.7, orchestral: 0.3 },
    'determined, driving',
    { speech: true },
  ],
  [
    'real estate, property, house tour, home tour, architecture, interior design, apartment tour, hotel',
    { corporate: 0.6, house: 0.5, lofi: 0.3, piano: 0.3 },
    'elegant, optimistic',
  ],
  [
    'charity, nonprofit, non profit, fundraiser, donation, awareness campaign, testimonial, testimonials, community',
    { piano: 0.8, cinematic: 0.7, corporate: 0.4 },
    'hopeful, emotional',
    { speech: true },
  ],
  [
    "kids, children, kid, child, baby, babies, toddler, toddlers, kids show, kids channel, childrens show, children's video, toys, toy, puppy, puppies, kitten, kittens, cat, cats, dog, dogs, pet, pets, cute animals",
    { kids: 1.6, acoustic: 0.5, orchestral: 0.2 },
    'playful, cute',
  ],
  [
    'family, family video, home video, home movie, family vlog, photo album, memories video, scrapbook, mothers day, fathers day, mum, mom, mother, father, dad, grandma, grandmother, grandfather, grandpa, grandparents, parents',
    { acoustic: 1, piano: 0.5 },
    'heartwarming, nostalgic',
  ],
  [
    'gardening, garden, flowers, farm video, cottage, cottagecore, picnic, park, walk, walking, hike, hiking, camping, campfire stories, fishing, spring cleaning',
    { acoustic: 1, folk: 0.7 },
    'carefree, gentle',
  ],
  [
    'cafe, coffee, coffee shop, coffee break, brunch, breakfast, bar, lobby, restaurant background, wine',
    { bossa: 1, jazz: 0.9, lofi: 0.4 },
    'smooth, relaxing',
  ],
  [
    'time lapse, timelapse, hyperlapse, montage video, b roll, broll, process video, speed painting, art video, painting',
    { house: 0.5, corporate: 0.5, lofi: 0.4, ambient: 0.3 },
    'driving, inspiring',
  ],
  [
    'prank, fails, fail compilation, blooper, bloopers, sketch, comedy sketch, meme, memes',
    { funk: 0.6, orchestral: 0.7, acoustic: 0.3 },
    'silly',
  ],
  [
    'space, galaxy, universe, cosmos, cosmic, astronomy, spaceship, interstellar travel, outer space, planets, nasa',
    { ambient: 0.9, cinematic: 0.7, synthwave: 0.4, drone: 0.2 },
    'spacious, futuristic',
  ],
  [
    'city, cityscape, street, streets, downtown, skyline, traffic, city lights, metropolis, tokyo, new york',
    { 'hip-hop': 0.6, house: 0.4, synthwave: 0.4, lofi: 0.4 },
    'cool',
  ],
  [
    'medical, healthcare, health, hospital, doctor, pharma, dental, clinic, insurance, bank, banking, finance, financial, real estate video, law firm, logistics, construction',
    { corporate: 1.4 },
    'optimistic, calm',
    { speech: true },
  ],
  [
    'hold music, on hold, waiting room, call centre, call center',
    { bossa: 0.7, corporate: 0.7, jazz: 0.3 },
    'smooth',
    { seconds: 60 },
  ],
  [
    'voiceover, voice over, voice overs, voiceovers, narration, narrator, speech, talking, dialogue, dialog, spoken word, talking head, monologue, audiobook, audio book, storytelling, storyteller, story, stories, lecture, sermon, under voice',
    {},
    '',
    { speech: true },
  ],
  [
    'logo, logo sting, sting, stinger, ident, logo reveal, logo animation, logo sound, bumper, bumpers, stingers, idents, sonic logo, audio logo, sonic branding, mnemonic',
    { corporate: 0.8, cinematic: 0.3 },
    'confident',
    { seconds: 6 },
  ],
  ['jingle for, radio jingle, ad jingle, theme tune, theme song', { pop: 0.9, acoustic: 0.4 }, 'catchy', { seconds: 15 }],
  [
    'tiktok, tik tok, reel, reels, instagram, instagram reel, instagram reels, shorts, youtube shorts, snapchat, social media, social, story post',
    { pop: 0.7, 'hip-hop': 0.5, house: 0.5 },
    'catchy, upbeat',
    { seconds: 20 },
  ],
  ['youtube, youtube video, video, videos, clip, content, creator, footage, channel', {}, ''],
  [
    'menu music, main menu, title screen, level music, game menu, loading screen, puzzle game, mobile game, platformer',
    { chiptune: 0.7, lofi: 0.4, orchestral: 0.4 },
    'playful, curious',
    { seconds: 60 },
  ],
];

/** Every use there is; the first of its words is its name. */
export const USES: readonly (UseMeaning & { readonly words: readonly string[] })[] = [...PARTICULAR_USES, ...ROWS].map(
  ([words, styles, moods, more = {}]) => {
    const ways = words.split(', ');
    return {
      kind: 'use',
      name: ways[0] ?? words,
      words: ways,
      votes: STYLE_IDS.flatMap((style) => {
        const weight = styles[style];
        return weight === undefined ? [] : [{ style, weight }];
      }),
      moods: moods === '' ? [] : moods.split(', '),
      durationSeconds: more.seconds ?? null,
      isUnderSpeech: more.speech === true,
    };
  },
);
