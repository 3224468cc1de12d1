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
Vinyl Crackle=黑胶噪声|Tape Hiss=磁带噪声|Rain=雨声|Drone=持续音|Riser=上升音效|Impact=冲击音效|Reverse Cymbal=反向镲`
    .split(/[|\n]/u)
    .map((row): [string, string] => {
      const [english = '', chinese = ''] = row.split('=');
      return [english, chinese];
    }),
);
