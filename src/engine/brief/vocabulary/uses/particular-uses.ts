import type { UseRow } from './use-row.ts';

/** Purposes said so exactly that they come before the general ones. */
export const PARTICULAR_USES: readonly UseRow[] = [
  ['asmr, asmr video, triggers, tingles, mukbang asmr', { ambient: 1.2, lofi: 0.4 }, 'soothing, quiet', { speech: true }],
  [
    'unboxing haul, fashion haul, shopping haul, thrift haul, thrifting, try on haul, clothing haul',
    { pop: 0.8, house: 0.6 },
    'playful, cool',
    { speech: true },
  ],
  [
    'real estate tour, property tour, listing video, airbnb, villa, mansion, penthouse, luxury home, condo, open house, realtor',
    { house: 0.7, corporate: 0.6, lofi: 0.3 },
    'elegant, optimistic',
  ],
  [
    'wedding entrance, walking down the aisle, aisle, bridal entrance, processional, ring exchange',
    { strings: 1, piano: 0.8 },
    'romantic, beautiful',
  ],
  [
    'wedding reception, wedding party, wedding dance, wedding highlights, wedding highlight film, wedding teaser',
    { pop: 0.7, acoustic: 0.7, cinematic: 0.5 },
    'romantic, celebratory',
  ],
  [
    'gender reveal, baby shower, pregnancy announcement, newborn, baby announcement, ultrasound, first steps, christening, baptism',
    { piano: 0.8, acoustic: 0.8 },
    'tender, heartwarming',
  ],
  [
    'funeral service, memorial, memorial video, tribute, tribute video, in memory, in loving memory, remembrance, eulogy, celebration of life, obituary',
    { piano: 1, strings: 0.8 },
    'sorrowful, beautiful',
  ],
  [
    'retirement, farewell, farewell video, goodbye video, leaving party, last day at work',
    { acoustic: 0.7, piano: 0.7 },
    'nostalgic, grateful',
  ],
  ['reunion, class reunion, family reunion, school reunion, yearbook', { acoustic: 0.7, pop: 0.5 }, 'nostalgic, friendly'],
  [
    'car commercial, car ad, car advert, automotive, automotive commercial, car review, car video, supercar, sports car, luxury car, test drive, dealership, ev launch, motorcycle, motorbike, biker',
    { house: 0.6, rock: 0.6, cinematic: 0.6 },
    'confident, driving',
  ],
  [
    'perfume ad, perfume commercial, jewelry ad, jewellery ad, watch commercial, luxury brand, luxury ad, luxury commercial, luxury fashion',
    { house: 0.6, strings: 0.5, cinematic: 0.5 },
    'elegant, sexy',
  ],
  [
    'beer commercial, beer ad, whiskey, bourbon, bbq, barbecue, grill, grilling, tailgate, brewery, pub',
    { rock: 0.8, folk: 0.5 },
    'rugged, friendly',
  ],
  [
    'toy commercial, cereal commercial, candy commercial, ice cream, ice cream truck, snack ad, lemonade',
    { acoustic: 0.7, pop: 0.8 },
    'playful, fun',
  ],
  [
    'bank commercial, insurance ad, insurance commercial, telecom ad, telco, fintech, crypto, blockchain, trading, stock market, investment',
    { corporate: 1.2 },
    'confident, optimistic',
  ],
  [
    'political ad, campaign ad, election, election campaign, rally, debate',
    { cinematic: 0.8, orchestral: 0.5 },
    'determined, hopeful',
    { speech: true },
  ],
  [
    'public service announcement, psa, awareness video, climate change, climate, environment, environmental, sustainability, recycling, save the planet, green energy',
    { cinematic: 0.7, piano: 0.5, corporate: 0.4 },
    'hopeful, thoughtful',
    { speech: true },
  ],
  [
    'employee video, company culture, culture video, team video, team building, recruiting video, careers page, office tour, year in review, annual report, investor deck, quarterly, townhall',
    { corporate: 1.2, pop: 0.4 },
    'optimistic, friendly',
  ],
  [
    'kickstarter, crowdfunding, indiegogo, launch trailer, product teaser, product reveal, app demo, demo video, saas demo, product demo, feature video, app promo',
    { corporate: 1, house: 0.4 },
    'inspiring, techy',
  ],
  [
    'science explainer, physics, chemistry, biology, math video, math lesson, lab, experiment, experiments, research, laboratory',
    { lofi: 0.5, corporate: 0.6, ambient: 0.4 },
    'curious',
    { speech: true },
  ],
  [
    'history channel, ancient history, ancient rome, ancient egypt, roman, egypt, pharaoh, mythology documentary, archaeology, greek mythology',
    { cinematic: 1.1, orchestral: 0.4 },
    'exotic, majestic',
    { speech: true },
  ],
  [
    'travel documentary, adventure documentary, expedition film, mountain climbing, rock climbing, mountaineering, kayaking, sailing, road movie',
    { cinematic: 0.8, folk: 0.6 },
    'adventurous, sweeping',
  ],
  [
    'drone reel, aerial, aerials, aerial footage, fpv, fpv drone, cinematic b roll, landscape footage, scenic, scenery',
    { cinematic: 0.9, ambient: 0.4, house: 0.3 },
    'sweeping, inspiring',
  ],
  [
    'van life, vanlife, off grid, cabin, cabin in the woods, homestead, homesteading, tiny house, bushcraft, survival',
    { folk: 1, acoustic: 0.7 },
    'rustic, carefree',
  ],
  [
    'morning routine, night routine, routine, day in the life, clean with me, cleaning, cleaning video, organizing, decluttering, laundry',
    { lofi: 0.8, pop: 0.5, acoustic: 0.4 },
    'fresh, relaxing',
  ],
  [
    'study with me, lofi stream, lofi radio, pomodoro, study stream, library, exam, exams, studying late',
    { lofi: 1.6 },
    'chill, focused',
  ],
  [
    'workout app, spin class, spinning class, zumba, aerobics, dance workout, home workout, weightlifting, lifting, powerlifting, marathon, sprint, hiit workout, personal trainer',
    { edm: 0.8, house: 0.7, trap: 0.4 },
    'energetic, motivational',
  ],
  [
    'martial arts, mma, ufc, kickboxing, wrestling, boxing match, fight night, karate, taekwondo',
    { trap: 0.8, rock: 0.7, epic: 0.4 },
    'aggressive, powerful',
  ],
  [
    'football hype, hype video, team intro, game day, gameday, starting lineup, goal celebration, world cup, playoffs, championship, tournament',
    { trap: 0.7, epic: 0.6, rock: 0.6 },
    'exciting, powerful',
  ],
  [
    'golf, tennis, cricket, rowing, archery, chess, chess stream',
    { corporate: 0.6, orchestral: 0.3, acoustic: 0.4 },
    'focused, elegant',
  ],
  [
    'skate edit, skating, parkour, bmx edit, snowboard edit, surf film, surf video, wakeboard',
    { rock: 0.7, 'hip-hop': 0.7 },
    'rugged, cool',
  ],
  [
    'ballet class, dance class, dance practice, choreography, figure skating, ice skating, gymnastics, cheerleading',
    { pop: 0.6, strings: 0.5, piano: 0.4 },
    'beautiful, danceable',
  ],
  [
    'gaming intro, stream intro, stream starting soon, starting soon, be right back screen, brb screen, twitch intro, stream overlay, just chatting',
    { lofi: 0.5, edm: 0.6, synthwave: 0.5 },
    'cool, energetic',
  ],
  [
    'speedrun, minecraft, fortnite, roblox, valorant, league of legends, gta, fps montage, kill montage, frag movie, highlights montage',
    { trap: 0.7, edm: 0.7 },
    'energetic, exciting',
  ],
  [
    'horror game, horror video, scary story, creepypasta, ghost story, ghost stories, urban legend, escape room, zombie, zombies, vampire, monster, monsters',
    { cinematic: 1.2 },
    'scary, suspenseful',
  ],
  [
    'audiobook intro, bedtime stories, story time, storytime, fairy tale reading, childrens book, picture book',
    { piano: 0.7, orchestral: 0.5, acoustic: 0.4 },
    'gentle, whimsical',
    { speech: true },
  ],
  [
    'meditation app, headspace, breathing app, sleep story, sound bath session, therapy, therapist, counseling, mental health, self help, affirmations, hypnosis',
    { meditation: 1.2, ambient: 1 },
    'meditative, soothing',
    { speech: true },
  ],
  [
    'prayer, sunday service, sermon background, bible study, bible, altar call, communion, church service, church video, gospel service, youth group',
    { piano: 0.8, ambient: 0.5, pop: 0.3 },
    'worshipful, hopeful',
    { speech: true },
  ],
  [
    'classroom, school project, school play, assembly, first day of school, back to school, science fair, teacher, students, university, campus, college',
    { acoustic: 0.7, pop: 0.6, corporate: 0.4 },
    'youthful, optimistic',
  ],
  [
    'talent show, magic show, magician, magic trick, circus act, reveal, grand reveal, dramatic reveal, raffle, prize draw, countdown show',
    { orchestral: 0.7, cinematic: 0.6, funk: 0.4 },
    'suspenseful, exciting',
  ],
  [
    'museum exhibit, exhibition, art gallery, installation, sculpture, vernissage, photography, photo slideshow, portfolio, showreel, demo reel',
    { ambient: 0.7, piano: 0.6, house: 0.3 },
    'bohemian, thoughtful',
  ],
  [
    'interior, furniture, home decor, home renovation, renovation, makeover, woodworking, carpentry, pottery, crochet, knitting, sewing, leathercraft, restoration',
    { acoustic: 0.8, lofi: 0.6 },
    'warm, focused',
  ],
  [
    'skincare routine, spa day, nail art, nails, salon, barber, barbershop, hair tutorial',
    { house: 0.5, lofi: 0.6, pop: 0.5 },
    'fresh, cool',
  ],
  [
    'pet video, dog video, cat video, puppy video, funny animals, kittens compilation, zoo, aquarium, farm animals, bunny, penguins',
    { acoustic: 0.9, orchestral: 0.5 },
    'cute, playful',
  ],
  [
    'romantic dinner, anniversary video, love letter, marriage proposal, proposal video, couple, couples, honeymoon',
    { piano: 0.8, acoustic: 0.6, jazz: 0.4 },
    'romantic, tender',
  ],
  [
    'breakup, breakup video, divorce, sad edit, sad scene, death scene, hospital scene, crying scene',
    { piano: 1, strings: 0.6 },
    'heartbroken, emotional',
  ],
  [
    'training montage, montage scene, makeover montage, heist scene, getaway, casino, poker, con artist',
    { funk: 0.6, rock: 0.5, cinematic: 0.4 },
    'driving, cool',
  ],
  [
    'dream sequence, flashback, flashback scene, memory scene, opening scene, establishing shot, final scene, closing scene, plot twist, cliffhanger scene',
    { cinematic: 1, piano: 0.5 },
    'dreamy, emotional',
  ],
  [
    'spaceship scene, alien invasion, robot movie, time travel, cyberpunk city, sci fi short, sci fi game, space game, space station, mars, rocket launch, rocket',
    { cinematic: 0.8, synthwave: 0.7, ambient: 0.3 },
    'futuristic, sweeping',
  ],
  [
    'medieval scene, tavern scene, dungeons and dragons session, tabletop, board game, board games, fantasy map',
    { folk: 0.9, orchestral: 0.6 },
    'adventurous, exotic',
  ],
  [
    'store, retail, in store, shop background, boutique, supermarket, mall, lobby music, waiting area, elevator ride, airport, airline, boarding',
    { bossa: 0.6, house: 0.4, lofi: 0.4 },
    'smooth, relaxing',
  ],
  [
    'bar background, cocktail bar, rooftop, rooftop bar, rooftop party, lounge bar, wine bar, speakeasy, happy hour, dinner music',
    { jazz: 0.7, house: 0.6, bossa: 0.4 },
    'smooth, cool',
  ],
  [
    'pool party, beach party, beach club, summer party, house party, club night, festival aftermovie, aftermovie, festival recap, spring break, yacht',
    { house: 1, edm: 0.7 },
    'party, tropical',
  ],
  [
    'halloween video, haunted house tour, trick or treat, pumpkin, costume, costumes',
    { cinematic: 0.8, orchestral: 0.5 },
    'creepy, playful',
  ],
  [
    'thanksgiving dinner, christmas video, christmas ad, christmas morning, christmas market, snow day, advent, gift guide, gifts',
    { holiday: 1, orchestral: 0.3, acoustic: 0.3 },
    'warm, magical',
  ],
  [
    'notification, notification sound, notification tone, alert sound, alert tone, message tone, message sound, chime sound, ui sound, button sound, reminder sound, ping sound',
    { chiptune: 0.2, kids: 0.4, acoustic: 0.3, piano: 0.4 },
    'gentle, friendly',
    { seconds: 2 },
  ],
  [
    'ringtone, ring tone, alarm, alarm tone, wake up alarm, sound logo, startup sound',
    { corporate: 0.5, pop: 0.5 },
    'fresh',
    { seconds: 8 },
  ],
  [
    'transition, transitions, transition sound, transition sting, scene change, interstitial, bumper music, station id, commercial break, into the break',
    { funk: 0.5, pop: 0.6 },
    'confident',
    { seconds: 8 },
  ],
  [
    'success sound, win sound, victory jingle, level up, level up sound, achievement, achievement unlocked, correct answer, success chime, unlock sound, reward sound',
    { corporate: 0.5, pop: 0.4, orchestral: 0.3 },
    'happy, triumphant',
    { seconds: 3 },
  ],
  [
    'game over, game over sting, game over screen, game over sound, game over music, you lose, you died, mission failed',
    { chiptune: 0.7, orchestral: 0.6, cinematic: 0.3 },
    'sad, dramatic',
    { seconds: 4 },
  ],
  [
    'news bumper, news stinger, news sting, news ident, news opener, news opening, news intro, news theme, breaking news sting',
    { cinematic: 0.5, corporate: 0.6, orchestral: 0.4 },
    'determined, confident',
    { seconds: 6 },
  ],
  [
    'fail sound, failure sound, lose sound, wrong answer, error sound, losing jingle, sad trombone',
    { funk: 0.3, orchestral: 0.6 },
    'silly',
    { seconds: 3 },
  ],
  [
    'weather, weather forecast, traffic report, stock ticker, election results, press conference, headline, headlines',
    { corporate: 0.9 },
    'neutral',
    { speech: true },
  ],
  ['phone call, voicemail, customer service, support line', { bossa: 0.6, corporate: 0.8 }, 'smooth', { seconds: 60 }],
];
