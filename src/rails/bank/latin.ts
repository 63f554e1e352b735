/** Letters that Unicode does not take apart into a Latin letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŋ: 'n',
};

/** The characters of Chinese names by their reading, without tones; of several readings the one that names have. */
const readings = `
a阿 ai艾爱霭 an安岸庵 ao敖傲奥 ba巴八 bai白百柏佰 ban班般 bang邦 bao包宝保鲍葆 bei贝北蓓 ben本奔 bi毕碧必璧弼 bian卞边
biao彪标表 bin斌彬宾滨 bing冰兵炳秉丙 bo波博伯勃渤 bu卜步布 cai蔡才财彩采 can灿 cang苍仓 cao曹操草 cen岑 chai柴 chan婵
chang常昌长畅昶 chao超晁巢朝 che车 chen陈晨辰沉琛忱 cheng程成诚城承澄盛丞呈 chi池迟 chong崇充 chou丑 chu楚储褚初
chuan川传 chuang闯 chun春纯椿 ci慈 cong从聪丛 cui崔翠 cun存 da大达 dai戴代岱黛 dan丹淡旦 dang党 dao道 de德 deng邓登
di狄迪 dian典 ding丁定鼎 dong董东冬栋 dou窦 du杜都 duan段端 duo多朵 e娥 en恩 er尔 fa法发 fan范樊凡帆繁 fang方房芳放
fei费飞菲斐 fen芬 feng冯丰风峰锋凤封枫 fu傅付富福符夫甫芙 gai盖 gan甘淦 gang刚钢岗 gao高 ge葛戈歌 gen根 geng耿庚
gong龚宫公恭巩功 gou苟 gu顾古谷固 guan关管官冠 guang光广 gui桂贵归 guo郭国果 hai海 han韩汉寒涵翰含 hang航杭 hao郝浩昊好皓豪
he何贺和荷赫禾 hei黑 heng衡恒亨 hong洪红宏鸿虹弘 hou侯厚后 hu胡虎湖 hua华花化骅 huai怀 huan欢桓焕环 huang黄煌皇凰
hui惠慧辉会晖卉徽蕙 hun浑 huo霍 ji纪季吉计姬继基冀吉济 jia贾嘉佳家加甲 jian简建健剑坚 jiang江姜蒋将 jiao焦娇 jie杰捷洁节婕
jin金晋进今锦津瑾 jing景静晶京敬靖经菁璟 jiong炯 jiu久 ju居鞠菊巨 juan娟 jue珏 jun君军俊均峻骏钧 kai凯开楷恺 kan阚 kang康
ke柯可克科 kong孔 kou寇 kuang匡邝旷 kui奎 kun坤昆琨 lai赖来 lan兰蓝岚澜 lang郎朗 lao劳 le乐 lei雷蕾磊 leng冷 li李黎丽力立莉利礼理厉栗
lian连廉莲练 liang梁亮良 liao廖 lie烈 lin林琳霖临麟 ling凌玲灵令岭铃 liu刘柳流留 long龙隆 lou娄楼 lu陆卢鲁路露鹿璐 luan栾 lun伦
luo罗骆洛 lü吕 ma马 mai麦 man满曼 mao毛茂 mei梅美玫媚 men门 meng孟蒙梦萌 mi米 miao苗缪妙 min闵敏民 ming明铭鸣名 mo莫墨默
mou牟 mu穆木牧慕沐 na娜 nai乃 nan南楠男 ni倪妮 nian年 nie聂 ning宁凝 niu牛 nong农 ou欧区 pan潘盼攀 pang庞 pei裴佩培沛 peng彭鹏朋
pi皮 pin品 ping平萍屏 po坡 pu蒲濮朴浦璞 qi齐戚祁奇琪琦启其祺 qian钱谦倩乾 qiang强蔷 qiao乔桥巧 qin秦勤琴沁钦 qing青清庆晴卿擎 qiong琼
qiu邱秋丘裘球仇 qu曲屈瞿 quan全权泉 que阙 qun群 ran冉然 rao饶 ren任仁人 rong荣容蓉融戎榕 rou柔 ru茹如汝 ruan阮 rui瑞锐蕊睿芮 run润
ruo若 sa萨 san三 sang桑 sen森 sha沙莎 shan单山珊杉善 shang尚商 shao邵少韶 she佘 shen沈申深慎 sheng生胜升圣声笙 shi史石施时世士诗师实始
shou守寿 shu舒书淑树叔殊 shuai帅 shuang双爽 shui水 shun顺舜 shuo硕朔 si司思斯丝 song宋松嵩颂 su苏素肃 sui隋遂穗 sun孙 suo索 tai泰太邰台
tan谭谈檀 tang唐汤棠 tao陶涛桃韬 teng滕腾 tian田天甜 tie铁 ting婷廷庭亭 tong童佟同彤通桐 tu涂屠图 wan万宛婉晚 wang王汪旺望 wei魏韦卫伟威薇维为巍玮炜蔚唯惟
wen温文闻雯 weng翁 wu吴伍武邬巫五午 xi席习喜希西曦熙溪晞 xia夏霞侠 xian冼贤仙娴显宪先献 xiang向项湘香祥翔想 xiao肖萧小晓笑潇筱孝 xie谢解
xin辛欣新心馨鑫信昕 xing邢星兴幸行 xiong熊雄 xiu秀修 xu许徐旭胥续絮 xuan宣轩萱璇玄 xue薛雪学 xun荀寻勋 ya雅亚娅 yan严闫颜燕言妍岩彦艳阎晏延
yang杨阳洋扬羊 yao姚尧瑶耀 ye叶野业 yi易伊一依艺怡义益毅仪宜亦翊逸 yin尹殷音银印寅 ying应英颖莹迎鹰盈瑛 yong雍勇永咏 you尤游友由佑有
yu于余俞虞喻玉宇雨语育钰瑜裕羽愉禹 yuan袁元苑原园源媛远圆缘 yue岳月悦越玥跃 yun云运韵芸允 zai宰 zang臧 ze泽 zeng曾增 zha查 zhai翟 zhan詹占湛展
zhang张章彰 zhao赵昭兆钊 zhe哲喆 zhen甄真珍振镇贞臻 zheng郑正政征 zhi支志智芝之知直治致 zhong钟仲中忠 zhou周舟洲 zhu朱祝竺竹珠柱主
zhuang庄壮 zhuo卓 zi子紫梓姿 zong宗 zou邹 zu祖 zuo左佐作`;

const readingOf = new Map<string, string>(
  readings
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const reading = /^[a-zü]+/.exec(entry)?.[0] ?? '';
      return Array.from(entry.slice(reading.length), (character): [string, string] => [
        character,
        reading.replace('ü', 'v'),
      ]);
    }),
);

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A text in plain Latin letters: marks fall away, and each character of a Chinese name becomes its reading as banks
 * write it. `undefined` where it has a letter that we cannot write so.
 */
export function toLatin(text: string): string | undefined {
  let latin = '';
  for (const character of text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')) {
    const reading = readingOf.get(character);
    if (reading !== undefined) latin += ` ${capitalize(reading)} `;
    else if (/[^\p{ASCII}]/u.test(character) && /\p{L}|\p{N}/u.test(character) && letters[character] === undefined)
      return undefined;
    else latin += letters[character] ?? character;
  }
  return latin.replace(/\s+/g, ' ').trim();
}

/**
 * A text in the characters that every SEPA bank takes (EPC217-08: letters, digits and / - ? : ( ) . , ' + and space);
 * `undefined` where it has a letter that cannot be written in them.
 */
export function toSepaText(text: string): string | undefined {
  return toLatin(text)
    ?.replace(/&/g, ' + ')
    .replace(/[’`´]/g, "'")
    .replace(/[–—_]/g, '-')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
