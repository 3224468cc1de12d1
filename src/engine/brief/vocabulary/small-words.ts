import type { Meaning } from './meaning.ts';

/** Words that steer how others are read, and words that say nothing about the music. */
export const SMALL_WORDS: readonly (readonly [words: string, meaning: Meaning])[] = [
  [
    "not too, not very, not so, not overly, not that, not really, not super, not extremely, nothing too, without being too, without getting too, without being, but not too, never overly, less, not as, isn't too, aren't too, not excessively, without sounding, without becoming, hardly, barely, don't make it too, not be too, not get too, not sound too, nothing overly, nothing very, never too",
    { kind: 'negate', strength: 'less', takesLists: false },
  ],
  [
    "no, not, not a, cut the, lose the, zero, never, doesn't have, does not have, doesn't need, don't need, don't add, do not add, dont add, no more, anything but, isn't, isnt, is not, aren't, shouldn't be, should not be, shouldn't have, should not have, mustn't be, must not be, must not have, can't be, nothing, ditch, drop the, hate, i hate, i don't like, i dont like, ain't, never too, doesn't, does not, do not, don't, dont, shouldn't, should not",
    { kind: 'negate', strength: 'no', takesLists: false },
  ],
  [
    "without, without any, without a, avoid, avoiding, avoids, exclude, excluding, excludes, minus, except, except for, skip, omit, remove, removing, leave out, leaving out, none of, don't use, do not use, dont use, don't want, do not want, dont want, don't include, do not include, dont include, free of, devoid of, lacking, sans, without any of, without using, excluding all, avoid using, avoid any, avoiding any, leave out all",
    { kind: 'negate', strength: 'no', takesLists: true },
  ],
  [
    'very, really, extremely, super, ultra, highly, incredibly, absolutely, truly, deeply, intensely so, so, totally, completely, insanely, hella, mega, as possible, most, especially, particularly, exceptionally, overwhelmingly, utterly, quite, pretty much, more, even more, extra, seriously',
    { kind: 'intensify', factor: 1.5 },
  ],
  [
    'slightly, a bit, a little, a little bit, bit, somewhat, subtly, mildly, kind of, kinda, sort of, sorta, fairly, rather, vaguely, faintly, almost, nearly, semi, moderately, relatively, lightly, partly, a tad, tad, ever so slightly, sometimes',
    { kind: 'intensify', factor: 0.5 },
  ],
  [
    'just, only, purely, exclusively, nothing but, simply, solely, nothing else but, nothing except',
    { kind: 'only', side: 'before' },
  ],
  ['solo, unaccompanied, a lone, lone, single', { kind: 'only', side: 'before' }],
  [
    "only please, on its own, by itself, alone, and nothing else, nothing else, by themselves, and that's it, on their own",
    { kind: 'only', side: 'after' },
  ],
  [
    'mostly, mainly, primarily, predominantly, largely, chiefly, essentially, first and foremost, at its core, at heart, above all',
    { kind: 'share', weight: 1.5, side: 'before' },
  ],
  [
    'as if, as though, imagine, imagining, picture, picturing, evokes, evoke, evocative of, conjures, conjure, conjures up, conjuring, reminds me of, remind me of, reminds you of, makes me think of, makes you think of, the vibe of, vibe of, vibes of, with the vibe of, the feeling of, feeling of, the feel of, feel of, feels like, feel like, the mood of, mood of, the atmosphere of, atmosphere of, ambiance of, ambience of, atmosphere like, a scene of, scene of, scene where, scene in which, scenes of, image of, images of, visions of, memories of, memory of, the kind of music you hear, music for when you, music you hear when, when you are, when you, while you, when i, while i, someone who, somebody who, the moment when, moment when, that moment, story of, the story of, tells the story of, about a, soundtrack to a, soundtrack of, set in, takes me back to, transports me to, transports you to, takes place in',
    { kind: 'scene' },
  ],
  [
    'starts with, start with, starting with, begins with, begin with, beginning with, opens with, opening with, starts as, starts off with, starts out with, starts off as, kicks off with, starts on, begins as, intro with, an intro with, an intro of, at first, first it is, in the intro, for the intro',
    { kind: 'phase', phase: 'start' },
  ],
  [
    'leading into, leads into, leads to, giving way to, gives way to, moving into, moves into, transitions into, transitions to, transitioning into, turning into, turns into, shifts into, shifts to, evolves into, grows into, blossoms into, opens up into, then builds with, joined by, later joined by, followed by, after which, before the, later on, after that, in the chorus, for the chorus, and then',
    { kind: 'phase', phase: 'middle' },
  ],
  [
    'ends with, end with, ending with, finishes with, finish with, finishing with, closes with, closing with, ends on, ends in, ends as, resolves into, concludes with, culminates in, culminating in, builds to, building to, builds into, building into, erupts into, explodes into, finally, in the end, in the outro, for the outro, at the very end',
    { kind: 'phase', phase: 'end' },
  ],
  [
    'a hint of, hint of, hints of, a touch of, touch of, touches of, a dash of, dash of, a sprinkle of, sprinkle of, a bit of, a little bit of, a little, some, elements of, element of, with elements of, influences of, influence of, a pinch of, pinch of, notes of, shades of, traces of, undertones of, overtones of, flavors of, flavours of, tinged with, leaning towards, leaning into, a splash of, splash of, a nod to, nods to, a dose of',
    { kind: 'share', weight: 0.3, side: 'before' },
  ],
  [
    'flecked, soaked, laced, kissed, steeped, rooted, inspired, style elements, sensibilities, sensibility, leanings, colours, influenced, influence, influences, inflected, tinged, infused, inspired by it, flavored, flavoured, flavor, flavour, flair, undertones, overtones, elements, element, touches, accents, hints, tinge, twist, leaning, accented, adjacent, touch',
    { kind: 'share', weight: 0.3, side: 'after' },
  ],
  [
    'meets, meet, mixed with, crossed with, blended with, combined with, mashed with, merged with, fused with, vs, versus, x, fusion, hybrid, mix of, a mix of, mixture of, a mixture of, blend of, a blend of, combination of, a combination of, fusion of, mash up, mashup, crossover, cross between, a cross between, mix, blend, mixing, blending, combining, crossed',
    { kind: 'meets' },
  ],
  [
    'in the style of, in style of, style of, sounds like, sound like, sounding like, music like, similar to, reminiscent of, inspired by, a la, à la, in the vein of, in the manner of, along the lines of, the way, think of, something like, songs like, song like, tracks like, sounds similar to, type of, ripoff of, rip off of, cover of, covers of, remix of, the sound of, made by, produced by, composed by, written by, by the band, as if by',
    { kind: 'likeness', isStrong: true },
  ],
  ['like, think, esque, type, imitating, resembling, evoking', { kind: 'likeness', isStrong: false }],
  [
    'and, as well as, along with, together with, plus, alongside, also, n, &, accompanied by, backed by, supported by, featuring, feat, including, ft, layered with, over, on top of, under',
    { kind: 'join', join: 'and' },
  ],
  ['or, nor', { kind: 'join', join: 'or' }],
  [
    'but, w, with, instead, instead of that, though, although, however, yet, use, using, want, wants, rather than that, while, then, because, if, it should, it has, has, have, having, that has, where, when, keep, keep it, make it, more of, prefer, please use, replace with, in favour of, in favor of',
    { kind: 'break' },
  ],
  [
    'music, song, songs, track, tracks, tune, tunes, piece, audio, sound, soundtrack, score, composition, number, jam, cue, production, medley, sounds, recording, arrangement, demo, theme music, mp3 track, production music, stock music, library music, bgm, ost, score music, melody line',
    { kind: 'request' },
  ],
  [
    "hit, hitting, make, create, generate, compose, write, produce, give, need, needs, needed, want a, want some, would like, i'd like, id like, looking for, look for, please, can you, could you, help, build me, build a, craft, do, find, play, get, let, hello, hi, hey, thanks, thank you, cuesmith, me, give me, make me, i want, i need, going for, aim for, aiming for, request, requesting, try, trying, should, must, will, would, can, could, going, like to, suitable, suited, perfect, ideal, great, good, nice, best, appropriate, fitting, fits, fit, works, works well, intended, meant, designed, used, accompany, accompanies, accompaniment, underlay, goes, suits, feature, features, includes, include, incorporate, incorporating, contains, containing, add, adding, adds, put, set, filled, full of, based, driven, led, heavy on, centered, centred, focused on, forward, oriented, carried by, led by, driven by, based on, laden",
    { kind: 'request' },
  ],
  [
    'stab, stabs, riff, riffs, lick, licks, fills, samples, sample, sampled, phrase, phrases, trio, quartet, quintet, duo, band, ensemble, combo, player, players, line, lines, hits, figure, figures, pattern, patterns, motif, motifs, sequence, day, days, window, feels, felt, opening, closing, style, styles, styled, vibe, vibes, vibing, feel, feeling, feelings, mood, moods, atmosphere, ambiance, tone, tones, quality, qualities, genre, kind, sort, character, aesthetic, texture, textures, energy level, flow, approach, spirit, sense of, sense, air, aura, touch of style, manner, ish, y, kind of thing, setting, sounding, themed, centric, flavored sound, undertone, backdrop of, type beat vibe, version, edit, edition, take, rendition, backing track, style music, genre music, in style, overall, general, throughout, entire, whole, all the way, all the time, whole way through',
    { kind: 'frame' },
  ],
  [
    'bpm, tempo, tempos, pace, key, time signature, meter, metre, signature, duration, length, seconds, second, minutes, minute, min, sec, mins, secs, bars, bar count, beats per minute, time, times, ending, end, ends, start, starts, begin, begins, beginning, middle, half, first half, second half, part, parts, moment, chord, chords, chord progression, progression, progressions, harmony, harmonic',
    { kind: 'frame' },
  ],
  [
    "come, comes, coming, come in, comes in, coming in, enters, enter, entering, appears, appear, joins in, join in, takes over, arrives, arrive, mean, means, go, went, gone, getting, gets, become, becomes, becoming, turn, leaves you, leave, makes, made, making, take, takes, taking, bring, brings, bringing, give you, gives, giving, year old, years old, old friend, old friends, still, thanks to, kind, new, month, months, week, weeks, year, years, i'd, we'd, they'd, you'd, fine, show, called for, a, an, the, this, that, these, those, of, for, in, on, at, to, from, by, as, is, are, was, were, be, been, being, am, it, its, it's, i, i'm, im, i've, we, we're, you, you're, your, yours, my, mine, our, ours, their, theirs, his, her, hers, him, he, she, they, them, us, who, which, what, whose, whom, there, here, there's, that's, into, onto, off, out, up, down, about, around, between, through, during, before, after, against, within, upon, per, via, than, too, again, ever, any, each, every, all, both, few, other, another, such, own, same, now, once, one, ones, how, why, some of, lots, lot, lots of, plenty, plenty of, many, much, bunch of, couple of, several, various, s, t, d, ll, m, re, ve, etc, eg, ie, maybe, perhaps, possibly, well, anything, something, everything, someone, somebody, everyone, people, thing, things, stuff, kind a, did, does, doing, had, may, might, shall, has been, until, till, since, toward, towards, across, behind, beyond, near, next, right, along, away, still, always, often, usually, already, myself, yourself, itself, themselves, sure, okay, ok, yes, basically, actually, definitely, probably, certainly, exactly, enough, just like, mr, mrs, approximately, roughly, approx, circa, ca, last, first",
    { kind: 'stop' },
  ],
];
