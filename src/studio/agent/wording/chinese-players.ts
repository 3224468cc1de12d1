/** Instruments of the catalogue in Chinese, by their English names. */
export const CHINESE_PLAYERS: ReadonlyMap<string, string> = new Map(
  `Grand Piano=三角钢琴|Felt Piano=毛毡钢琴|Electric Piano=电钢琴|Clavinet=击弦古钢琴|Harpsichord=羽管键琴|Drawbar Organ=拉杆风琴|Church Organ=管风琴|Accordion=手风琴
Steel Guitar=钢弦吉他|Nylon Guitar=尼龙弦吉他|Clean Electric Guitar=清音电吉他|Muted Electric Guitar=闷音电吉他|Crunch Guitar=过载吉他|Lead Guitar=主音吉他|Ukulele=尤克里里|Banjo=班卓琴|Mandolin=曼陀林|Harp=竖琴|Sitar=西塔琴|Koto=日本筝|Kalimba=拇指琴
Fingered Bass=指弹贝斯|Picked Bass=拨片贝斯|Fretless Bass=无品贝斯|Slap Bass=击弦贝斯|Upright Bass=立式贝斯|Synth Bass=合成贝斯|Sub Bass=超低音贝斯|808 Bass=808贝斯
Violin=小提琴|Viola=中提琴|Cello=大提琴|Contrabass=低音提琴|String Section=弦乐组|Tremolo Strings=震音弦乐|Pizzicato Strings=拨奏弦乐
Trumpet=小号|Muted Trumpet=弱音小号|Trombone=长号|French Horn=圆号|Tuba=大号|Brass Section=铜管组|Flute=长笛|Pan Flute=排箫|Tin Whistle=锡哨|Clarinet=单簧管|Oboe=双簧管|Bassoon=巴松|Alto Saxophone=中音萨克斯|Tenor Saxophone=次中音萨克斯|Harmonica=口琴|Shakuhachi=尺八
Vibraphone=颤音琴|Marimba=马林巴|Xylophone=木琴|Glockenspiel=钟琴|Celesta=钢片琴|Music Box=八音盒|Tubular Bells=管钟|Steel Drum=钢鼓|Choir Aahs=合唱|Voice Oohs=人声哼唱
Synth Pad=合成铺底|Warm Analog Pad=温暖模拟铺底|Glass Pad=玻璃音铺底|Supersaw=超级锯齿波|Synth Lead=合成主音|Synth Pluck=合成拨弦|Synth Brass=合成铜管|FM Bell=调频钟
Drum Kit=架子鼓|Rock Kit=摇滚鼓|Brush Kit=鼓刷套鼓|Lo-fi Kit=低保真鼓|808 Kit=808鼓机|909 Kit=909鼓机|Electronic Kit=电子鼓|Cinematic Drums=电影鼓|Timpani=定音鼓|Taiko=太鼓|Shaker=沙锤|Tambourine=铃鼓|Claps=拍手|Finger Snaps=响指|Congas=康加鼓|Bongos=邦戈鼓|Cajon=木箱鼓|Triangle=三角铁|Cowbell=牛铃
Honky-Tonk Piano=酒吧钢琴|Reed Electric Piano=簧片电钢琴|Bandoneon=班多钮琴|Harmonium=簧风琴|Melodica=口风琴|Twelve-String Guitar=十二弦吉他|Resonator Guitar=共鸣器吉他|Jazz Guitar=爵士吉他|Tremolo Guitar=颤音吉他|Wah Guitar=哇音吉他|Fuzz Guitar=法兹吉他|Slide Guitar=滑棒吉他|Pedal Steel=踏板钢棒吉他
Bouzouki=布祖基琴|Oud=乌德琴|Guzheng=古筝|Pipa=琵琶|Shamisen=三味线|Hammered Dulcimer=扬琴|Erhu=二胡|Hurdy-Gurdy=手摇弦琴|Spiccato Strings=跳弓弦乐|Flugelhorn=柔音号|Piccolo=短笛|Recorder=竖笛|Ocarina=陶笛|Bamboo Flute=竹笛|Whistling=口哨|Bass Clarinet=低音单簧管|English Horn=英国管|Duduk=杜杜克笛|Soprano Saxophone=高音萨克斯|Baritone Saxophone=上低音萨克斯|Bagpipes=风笛
Toy Piano=玩具钢琴|Hand Bells=手铃|Handpan=手碟|Singing Bowl=颂钵|Djembe=非洲鼓|Tabla=塔布拉鼓|Frame Drum=手鼓|Timbales=天巴鼓|Surdo=苏尔多鼓|Agogo Bells=阿哥哥铃|Castanets=响板|Claves=响棒|Guiro=刮瓜|Wood Block=木鱼|Sleigh Bells=雪橇铃|Wind Chimes=风铃|Gong=锣|Foot Stomps=跺脚
Vinyl Crackle=黑胶噪声|Tape Hiss=磁带噪声|Rain=雨声|Drone=持续音|Riser=上升音效|Impact=冲击音效|Reverse Cymbal=反向镲`
    .split(/[|\n]/u)
    .map((row): [string, string] => {
      const [english = '', chinese = ''] = row.split('=');
      return [english, chinese];
    }),
);
