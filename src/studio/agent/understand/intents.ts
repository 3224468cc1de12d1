/** Patterns over folded messages: what a message is about when it is not a wish for music in so many words. */

const THING =
  '(?:music|tracks?|songs?|beats?|bgm|soundtracks?|scores?|tunes?|melod(?:y|ies)|instrumentals?|themes?|jingles?|loops?|backing|background|audio|lo-?fi)';

/** A verb of making, and music as its object. */
export const ASKS_FOR_MUSIC = new RegExp(
  `\\b(?:make|generat(?:e|ing)|creat(?:e|ing)|compos(?:e|ing)|write|produc(?:e|ing)|add|need|want|get|give me an?|looking for|play|put|try|score)\\b(?:(?!\\b(?:title|caption|subtitle)s?\\b).){0,120}?\\b${THING}\\b`,
  'u',
);
export const ASKS_FOR_MUSIC_ZH =
  /(?:生成|制作|创作|做|写|谱|来|要|想要|需要|给我|加|添加|配|换)(?:一?[个段首点些支条曲份])?.{0,40}?(?:音乐|bgm|配乐|曲|歌|旋律|节奏|伴奏|lo-?fi|beat)|配(?:个|点|上|一?段)?(?:音)?乐|^配乐/u;

export const UNDO =
  /^(?:please |can you |could you )*(?:undo|revert|roll ?back|go back|take (?:that|it) back|restore (?:the )?(?:last|previous))\b|撤销|撤回|撤消|还原|退回|恢复(?:上一步|原样)/u;

const CREDIT_WORD = /\b(?:credits?|balance)\b|积分|余额|点数|额度/u;
const END_CREDITS =
  /\b(?:end|closing|opening|rolling|film|movie) credits\b|\bcredits? (?:roll|scene|sequence)\b|\bfor (?:the |my |our )?credits\b/u;
const CREDIT_QUESTION =
  /\b(?:how (?:many|much)|my|left|remaining|have|check|show|what|balance|cost|buy|top up|add|get)\b|积分|余额|点数|额度/u;

/** Asks for the balance, not for music under the closing credits. */
export function asksForCredits(folded: string): boolean {
  if (!CREDIT_WORD.test(folded) || END_CREDITS.test(folded)) {
    return /^(?:is|are) (?:it|this|they|everything) (?:all )?free\b|免费吗|收费吗|\bhow much (?:does|do|is|will) (?:it|this|a|one)\b.*\b(?:cost|price)?|多少钱|怎么收费/u.test(
      folded,
    );
  }

  return CREDIT_QUESTION.test(folded) || folded.split(' ').length <= 2;
}

export const EXPORT =
  /^(?:please |click(?: on)? |press |can you |could you |now |ok(?:ay)?,? |let's |i want to |i'd like to |how (?:do|can) i )*(?:export|download|render|save)\b|\b(?:send|give|get) me (?:the|my) (?:video|file|mp4|result|track|link|movie)\b|\b(?:can|could|may) i (?:have|get|download|export)\b|\bdownload (?:link|it)\b|导出|下载|保存(?:视频|文件)|发给我/u;

export const STATUS =
  /\b(?:status|progress|time ?line|drafts?)\b|^(?:please )?(?:show|list|see|view|what are)(?: me)?(?: all)?(?: the| my)? (?:tracks?|clips?|segments?|project)\b|\bwhat(?:'s| is| do (?:i|we) have| have (?:i|we)(?: got)?) (?:on|in) (?:it|there|the|my)\b|\bwhat do (?:i|we) have\b|\bwhere are we\b|\bis it (?:done|ready|finished)\b|^(?:show )?tracks$|状态|(?:现在|目前)是?(?:什么|啥|怎样的?)(?:情况|样子?)|时间线|时间轴|轨道|进度|做好了吗|好了吗|完成了吗/u;

export const UPLOAD =
  /\bupload(?:s|ing)?\b|\battach(?:ment|ing)?s?\b|\b(?:my|our) own (?:video|clip|footage|file|photo|picture|image|song|music)s?\b|\bimport (?:a|my|the) |上传|附件|导入/u;

export const HELLO =
  /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|greetings|yo|sup|what'?s up|whats up)(?: there| all| everyone| what'?s up| whats up| sup)?[\s!.,]*$|^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|在吗)[\s!。，！～~]*$/u;
export const THANKS =
  /^(?:thanks?(?: you)?(?: so much| a lot| very much)?|thx|ty|cheers|great|perfect|nice|awesome|cool|love it|looks good|sounds good|good job|well done|ok(?:ay)?)[\s!.,]*(?:thanks?(?: you)?)?[\s!.,]*$|^(?:谢谢你?|多谢|感谢|太好了|很好|不错|好的|棒|太棒了|喜欢)[\s!。，！～~]*$/u;
export const HELP =
  /^(?:please )?help\b|\bwhat can (?:you|i|this|it) (?:do|make|say)\b|\bwhat (?:should|do|could|can) (?:i|we) do (?:next|now)\b|\bwhat(?:'s| is) next\b|\bhow (?:does|do) (?:this|it|you|i use (?:this|it)) ?(?:work)?|\bhow (?:to|do i) use\b|\bwho are you\b|\bwhat are you\b|\b(?:commands|examples|instructions)\b|帮助|(?:接下来|下一步|然后)(?:我)?(?:该|要|应该|可以|能)?(?:干嘛|干什么|做什么|怎么做|怎么办)|怎么用|如何使用|你能做什么|你会什么|能做什么|你是谁/u;

/** The same once more. */
export const ANOTHER =
  /^(?:(?:ok(?:ay)?|please|no|hmm|now|can (?:you|i|we)|could you|let's|and|give me|make|do|try|get|have|generate|create|play)[ ,]*)*(?:me )?(?:another|again|one more|a different|different|a new|new|next|redo|regenerate|retry|repeat|something else|an alternative|alternative|variation|a variation|try again|do it again)(?: (?:one|take|version|track|song|variation|option|try|idea|it|that|please|of it|time|music))*[\s!.?]*$|^(?:请|那|好的?，?)?(?:再|重新?|换|另外?).{0,4}(?:一[个首次版段遍下]|来|做|生成|版本)[吧呢。！]*$|^(?:另一个|换一个|换一首|再来|重做|重来|再来一个|再来一首|重新生成)[吧呢。！]*$/u;

/** A new piece that differs from the last: "a new one, but darker", "再来一首更欢快的". Its last group says how. */
export const ANOTHER_LIKE_IT =
  /^(?:(?:ok(?:ay)?|please|no|hmm|now|can (?:you|i|we)|could you|let's|let me|and|give me|make|do|try|get|have|hear|i want|i'd like|how about|generate|create)[ ,]*)*(?:me )?(?:another|an? new|new|one more|a different|different|an alternative) (?:one|take|version|track|song|piece|tune|idea|variation|music)\b[,;: ]*(?:(?:but|and|only|just|this time|with|which is|that(?:'s| is))[, ]*)*(.+)$|^(?:请|那|好的?[，,]?|帮我)*(?:再|重新|换|另外?)(?:来|做|换|给我|生成|写)?(?:一[个首次版段遍曲]|个|首)(?:新的|别的|不同的|音乐|曲子)?[，, ]*(.+)$/u;

/** What music is for and where it goes, said of the footage: no wish about that. */
export const FOR_FOOTAGE =
  /\b(?:for|under|underneath|beneath|behind|over|with|that fits|fitting|to go with|matching) (?:(?:all|both)(?: of)? )?(?:this|that|these|those|my|the|our|a|an|it)(?: (?!music|song|track|title|caption)[\p{L}-]+)? ?(?:clips?|footage|videos?|vids?|shots?|films?|movies?|vlogs?|reels?|shorts?|tiktoks?|montage|recordings?|uploads?|scenes?|pictures?|photos?)\b|(?:给|为|替|帮|配合|适合)(?:这|那|我|我的|这个|那个|这段|那段|这条|这些|咱)*的?(?:一?[个段条支])?(?:视频|短片|片子|短视频|素材|画面|影片|片段|镜头|vlog)/gu;

/** A change of what there is, said against it. */
export const COMPARES =
  /^(?:(?:ok(?:ay)?|please|now|but|and|can you|could you|a (?:little|bit)|slightly|much|even|way|make it|make the music|make this|make that|turn it|change it|change the (?:music|key|tempo|style|mood)|change to|switch to|keep it|it should be|should be|i want it|let it|let's make it|try it|the music should be|do it)[ ,]*)*(?:more|less|not so|not as|too|calmer|slower|faster|quicker|shorter|longer|happier|sadder|darker|brighter|warmer|colder|softer|harder|heavier|lighter|gentler|dreamier|funnier|epicer|bigger|smaller|simpler|busier|jazzier|funkier|groovier|punchier|cleaner|dirtier|moodier|spookier|quieter|louder|livelier|sweeter|tenser|smoother|richer|fuller|thinner|older|newer|cooler|chiller|mellower|sunnier|angrier|weirder|wilder|grander|crisper|rawer|tighter|looser|deeper|higher|lower)\b/u;
export const CHANGES_IT =
  /^(?:(?:ok(?:ay)?|please|now|but|and|can you|could you)[ ,]*)*(?:make (?:it|this|that|the (?:music|track|song|beat))|turn (?:it|this)|change (?:it|this|the (?:music|key|tempo|style|mood|instruments?|length))|switch (?:it|to|the)|swap|replace|without|remove (?:the )?(?:drums?|bass|piano|guitars?|strings|melody|vocals|percussion|synths?|[a-z]+ (?:guitar|bass|piano|drums?))|drop the (?:drums?|bass|piano|guitars?|strings)|no (?:more )?(?:drums?|bass|piano|guitars?|strings|melody|vocals|percussion|synths?)|add (?:some |an? |more )?(?!title|caption|subtitle|music|bgm|background|soundtrack)|in [a-g](?:#|b| flat| sharp)? ?(?:major|minor|dorian|mixolydian|lydian|phrygian)?[\s!.]*$|at \d+ ?bpm|with (?:more |less |some |an? )?|(?:the )?same (?:but|with|in|at)|instead)\b/u;
export const CHANGES_IT_ZH =
  /更|一点|一些|点儿|再.{1,4}[点些]|换成|改成|改为|变成|不要|去掉|去除|加上|加入|加点|太(?:快|慢|长|短|吵|闷)/u;

/** Asks whether music made here may be used. */
const RIGHTS_WORD =
  /\b(?:licen[cs]e[sd]?|licensing|copyright(?:ed|s)?|royalt(?:y|ies)|commercial(?:ly)?|moneti[sz]e[ds]?|content id|copyright strikes?|legal(?:ly)?)\b|版权|商用|授权|侵权/u;
const ASKS =
  /^(?:is|are|do|does|did|can|could|may|will|would|what|which|who|whose|how|am) |[?？]$|吗|能不能|可以|^(?:licen[cs]e|copyright|版权|授权|商用)[\s?？。]*$/u;

export function asksForRights(folded: string): boolean {
  return (
    (RIGHTS_WORD.test(folded) && ASKS.test(folded)) ||
    /^(?:so |and )?(?:can|may|could) i (?:use|post|publish|sell|share|monetize) (?:it|this|that|them|these|the (?:music|track|song|video)s?)\b/u.test(
      folded,
    )
  );
}

/** A title as such, without the words of one. */
export const WHICH_TITLE =
  /^(?:please |can you |could you |now )*(?:add|put|make|set|change|show|insert|create|edit|use)(?: me)? (?:an? |the |some |another )?(?:title|heading|headline|text overlay|text)(?: (?:card|please))?[\s!.?]*$|^(?:请)?(?:加上?|添加|加个|加一个|改|修改|换)(?:一?个)?(?:标题|文字)[吧。！]*$/u;

/** What the timeline cannot be asked for. */
export const LATER =
  /\b(?:rotat(?:e|ed|ing|ion)|flip(?:ped)?|mirror(?:ed)?|green ?screen|chroma key|filters?|luts?|colou?r grad(?:e|ing)|visual effects?|watermark|stickers?|emoji overlay|logo|stabili[sz]e|revers(?:e|ed|ing) (?:the |this |that |my )?(?:[^\s,]+ )?(?:clips?|video|footage|shot|it)|play (?:\S+ ){1,3}backwards|freeze(?: (?:frame|the))?|loop (?:the |this |that |my )?(?:[^\s,]+ )?(?:clips?|video|footage|shot)|face blur|auto(?:matic)? (?:captions?|subtitles?)|transcri(?:be|pt|ption)|translate the (?:captions?|subtitles?))\b|旋转|翻转|镜像|绿幕|抠像|滤镜|特效|水印|贴纸|倒放|定格|防抖|调色|自动字幕|识别字幕|语音识别/u;
