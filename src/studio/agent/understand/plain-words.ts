/** Words of chats and slips of the pen, and the words of the trade for them; the table is worked through from top to bottom. */
const PLAIN: readonly (readonly [said: RegExp, meant: string])[] = [
  // Short forms and slips.
  [/\bu\b/gu, 'you'],
  [/\bur\b/gu, 'your'],
  [/\b(?:plz|plss?|pleas)\b/gu, 'please'],
  [/\b(that|it|what|there)s (?=(?:way |far |much |a |too |not |the |in |on )|\w+er\b)/gu, "$1's "],
  [/\bdont\b/gu, "don't"],
  [/\bcant\b/gu, "can't"],
  [/\b(?:sth|smth|somethin)\b/gu, 'something'],
  [/\b(?:titel|tilte|tittle|titile)(s?)\b/gu, 'title$1'],
  [/\b(?:captoin|capton|cpation|subtitel)(s?)\b/gu, 'caption$1'],
  [/\b(?:musik|muisc|musci|misic)\b/gu, 'music'],
  [/\b(?:volumn|volum|voulme|vol)\b/gu, 'volume'],
  [/\b(?:luder|lowder|lauder)\b/gu, 'louder'],
  [/\b'?em\b/gu, 'them'],
  [/\bpic(s?)\b/gu, 'picture$1'],
  [/\bvid(s?)\b/gu, 'video$1'],
  [/\bslo(?:w)?[ -]?mo\b/gu, 'slow motion'],
  [/\b(?:like|roughly|around|about|say) (?=\d+ ?(?:%|percent|db))/gu, ''],
  [/\b(\d+(?:\.\d+)?) ?(?:sec|second)s? (?=later|earlier)/gu, '$1 seconds '],
  [/(?<!\bhalf )\ban? (?:sec|second)\b(?! (?:one|clip|half|title|caption|time|video|shot|chorus|verse))/gu, '1 second'],
  [/\bhalf an? sec\b/gu, 'half a second'],
  [/\bstill (?=too|not|way)/gu, ''],
  // Verbs.
  [/\b(?:chuck|stick|slap|plop|toss|whack|bung)(?:s|ed|ing)?\b(?! (?:with|to))/gu, 'put'],
  [/\b(?:throw|pop) (?=(?:my |the |a |an |in )?[^,]{1,40}\b(?:in|on|at|onto|into)\b)(?![^,]*\b(?:away|style|out)\b)/gu, 'put '],
  [/\bdrop (?=(?:my |the |in )?[^\s,]+(?: [^\s,]+)? in\b)(?=.*\bin (?:at\b|there\b|here\b|$))/gu, 'put '],
  [/\b(?:shave|lop|snip|slice|nip|hack)(?:s|ed)?\b/gu, 'cut'],
  [
    /\b(?:lose|kill|cut|remove|drop|ditch|turn off|get rid of|no) (?:the )?(?:audio|sound) (?=(?:on|of|from|in|for)\b)/gu,
    'mute the sound ',
  ],
  [/\b(?:bring|turn|put|switch|get) (?:the )?([^,]{1,30}?)(?:'s)? (?:audio|sound) back(?: on)?\b/gu, 'unmute the $1'],
  [/\b(?:bring|turn|put|switch|get) back (?:the )?(?:audio|sound) (?:on|of|from|in) /gu, 'unmute '],
  [
    /\b(?:drop|knock|cut|dip|pull|take|turn|bring) (?=(?:[^,\d]{0,30}\b(?:by|to)? ?)?\d+(?:\.\d+)? ?(?:db|decibels)\b)(?!.*\bup\b)/gu,
    'lower ',
  ],
  [/\b(?:drop|dip|knock|pull|turn|bring) (?=(?:the )?(?:volume|level|music)\b[^,]{0,8}\d)(?!.*\bup\b)/gu, 'lower '],
  [/\boff (?=[^,]*\blower\b)/gu, ''],
  [/\b(cross-?fade|dissolve) (?:everything|all of (?:it|them)|between everything)\b/gu, '$1 between all the clips'],
  [/\b(?:something|anything) (?=(?:a (?:little |bit )?)?(?:more|less|\w+er)\b)/gu, ''],
  [
    /\b(?:kill|cut|drop|turn off|silence|no) (?:the )?(music|bgm|song|track) (?=(?:for|in|during|until|till|from|over|between|at the)\b)/gu,
    'mute the $1 ',
  ],
  [/\bversion for (?:tiktok|(?:instagram |facebook )?(?:reels?|stories)|(?:youtube )?shorts)\b/gu, 'vertical version'],
  [/\bversion for (?:instagram|insta|ig)\b/gu, 'square version'],
  [/\bwhole thing (?=(?:a (?:little |bit )?|much )?(?:faster|slower|calmer|louder|quieter))/gu, 'music '],
  [/\bcancel (?:that|it)\b/gu, 'undo that'],
  [/\btake (?!that\b|it\b|this\b)((?:the |my )?[^,\d]{2,30}?) (?:out|off|away)(?=(?: please)?[\s.!]*$)/gu, 'remove $1'],
  [/\b(?:go(?:es)? away|disappears?|vanish(?:es)?|be gone) (?:after|at) /gu, 'until '],
  // 口语。
  [/(?:掐头|去头|掐掉?开头)/gu, '剪掉开头'],
  [/(?:掐尾|去尾|掐掉?结尾)/gu, '剪掉结尾'],
  [/砍掉?|截掉|掐掉?(?!头|尾)/gu, '剪掉'],
  [/(?:拼|接|连)(?:到|在)?(?:一起|起来)|拼接(?:起来|一下)?/gu, '放到时间线'],
  [/([一二两三四五六七八九])成半(?!品)/gu, '百分之$1十五'],
  [/([一二两三四五六七八九])成(?![为品功员长熟])/gu, '百分之$1十'],
  [/一丢丢|一丁点儿?|一点儿|点儿/gu, '一点'],
  [/((?:音乐|配乐|背景音乐|bgm|声音|音量)(?:还是|现在)?)(?:有点|有些|太过?|还是太?|真)(?:大|吵|响)(?!声)/gu, '$1太大声'],
  [/((?:音乐|配乐|背景音乐|bgm|声音|音量)(?:还是|现在)?)(?:有点|有些|太过?|还是太?|真)(?:小|轻)(?!声)/gu, '$1太小声'],
  [/(?:有点|有些)(?=[快慢吵长短])/gu, '太'],
  [/(?<!压|调|下)降(?=\d|[一二两三四五六七八九十])/gu, '降低'],
  [/(?:别|不)要(?:有)?(?:声音|原声|声)/gu, '静音'],
  [/的?(?:声音|原声)(?:给我)?(?:打开|开起来|开回来|放出来|恢复)|(?:打开|恢复)(?=.{0,6}声)/gu, '取消静音'],
  [/(?:慢慢|渐渐|逐渐|缓缓)(?:地)?(?:消失|变没|没了|停下来)/gu, '淡出'],
  [/的?(?:原声|声音)(?:全?都|全部)?(?:给我)?(?:关掉|关了|关闭|去掉|去除|不要)/gu, '静音'],
  [/虚化/gu, '模糊'],
  [/(?:加个?|来个?|做个?)?推镜头?/gu, '推近'],
  [/(?:加个?|来个?|做个?)?拉镜头?/gu, '拉远'],
  [/(?:就行|就好|就可以|即可|正好|刚好|好了)/gu, ''],
  [/换(一?个)(?:曲调|调子|曲子旋律)/gu, '换$1旋律'],
  [/((?:前|后|最后|开头|到)[^，。,]{0,8}?(?:秒|段|半|分钟)[^，。,]{0,2})(?:不要|别要|去掉|关掉)(音乐|配乐)/gu, '$1静音$2'],
  [/(?:出|做|来|要)一?个?(?:抖音|快手|视频号)版本?/gu, '竖屏'],
  [/退(?=[\d一二两三四五六七八九十]+步)/gu, '撤销'],
  [/挪/gu, '移'],
  [/删了/gu, '删掉'],
  [/方的/gu, '方形'],
  [/竖的|竖版/gu, '竖屏'],
  [/横的|横版/gu, '横屏'],
];

/** A message in lower case with the words of chats and slips of the pen in the words of the trade: `lop 2 secs off` is `cut 2 secs off`. */
export function withPlainWords(text: string): string {
  return PLAIN.reduce((plain, [said, meant]) => plain.replace(said, meant), text);
}

const DISLIKED =
  /\b(?:i (?:really )?(?:hate|dislike|do(?:n'?t| not) like|can't stand|am not a fan of)|not (?:a fan of|into)) (?:the |this |that |those )?([^,.;!]{2,30})[,.;!]* *(?:so |please |just )*(?:remove|drop|lose|kill|cut|delete|take|get rid of|leave) (?:it|them|'?em|that|those)(?: out| away)?\b/giu;
const DISLIKED_ZH =
  /(?:我)?(?:不喜欢|讨厌)?([^，,。；;\s]{1,8}?)(?:太吵|太多|不好听|难听|很烦|太乱)了?[，,、 ]+(?:把?它?)?(?:去掉|删掉|拿掉|不要)(?:吧|了)?/gu;

/** Another of what somebody does not like. */
const ANOTHER_ZH =
  /(?:我)?不(?:太|怎么)?喜欢(?:这个|这段|那个|现在的)?(旋律|鼓点|鼓|节奏|贝斯|和弦)[，,、 ]*(?:请|帮我)?(?:换|改)(?:一?[个段条套组下]|掉)?/gu;
/** Why something is to go, said behind it. */
const COMPLAINT_ZH =
  /((?:不要|去掉|删掉|拿掉)[^，。,]{1,8}?)了?[，,、 ]+(?:它)?(?:太|很|真|好)(?:吵|烦|乱|难听|突兀)了?(?=[，。,!！]|$)/gu;
const COMPLAINT =
  /\b((?:remove|drop|lose|kill|delete|ditch|get rid of|no) (?:the )?[\p{L} ]{2,24}?),? (?:they're|it's|they are|it is|because \w+(?:'s| is| are)|cause \w+(?:'s|'re)) (?:way |so |just |really )?(?:too )?(?:loud|annoying|much|distracting|busy|noisy|awful|bad)\b/giu;

/** "i hate the drums, remove them" as "remove the drums": what is said of a thing in one part and done to it in the next is one wish. */
export function withJoinedWishes(text: string): string {
  return text
    .replace(DISLIKED, 'remove the $1')
    .replace(ANOTHER_ZH, '换个新的$1')
    .replace(DISLIKED_ZH, '去掉$1')
    .replace(COMPLAINT, '$1')
    .replace(COMPLAINT_ZH, '$1');
}
