import type { Random } from "../random/random.ts";
import { type Draw, weightedWords } from "../random/weighted.ts";
import type { Ethnicity } from "./ethnicity.ts";

/** How a people is named: a family name or none, and what joins the two parts. */
interface Naming {
  readonly surname: Draw<string> | null;
  given(random: Random, isMale: boolean, bornIn: number): string;
}

const hanSurname = weightedWords(`
  王9 李8 张8 刘5 马4 杨3.5 陈3 赵3 郭1.5 何1.5 高1.5 孙1.5 周1.5 魏1.3 罗 朱 胡 徐 宋 吴 梁 韩 邓 许 冯 曹 田 董 潘 袁 蒋 蔡 余
  杜 叶 程 苏 吕 丁 任 卢 姚 钟 崔 谭 陆 范 汪 廖 石 金 贾 夏 付 方 邹 熊 白 孟 秦 邱 侯 江 尹 薛 阎 段 雷 龙 史 陶 贺 顾 毛 郝
  邵 万 钱 严 武 戴 孔 向 汤 林0.6 焦0.4 牛0.5 柳0.3 景0.2 巩0.3 慕0.1 令狐0.05 欧阳0.1 上官0.05`);
const huiSurname = weightedWords("马45 妥3 丁3 白4 牟3 汪4 唐2 韩2 杨2 王2 张2 李2");
const salarSurname = weightedWords("马40 韩40 沈3 何3");
const yugurSurname = weightedWords("安 兰 钟 白 郎 贺");
const tuSurname = weightedWords("鲁 李 祁 马 王");

const OLD_MALE = weightedWords(
  "建国3 建军2 国强2 志强2 军2 强2 伟2 平 刚 明 涛 海龙2 永福 永贵 生荣 生财 万福 万全 忠义 德胜 德明 世杰 学文 学武 玉林 玉山 文才 文彬 福祥 富贵 有才 有福 全福 进财 满仓 来福 双喜 长生 长命 天祥 正国 正平 克明 少华 兴旺 兴国",
);
const OLD_FEMALE = weightedWords(
  "秀英3 桂兰3 玉兰3 秀兰2 桂英2 桂花 玉梅 玉珍 玉莲 秀珍 秀芳 淑珍 淑兰 淑英 凤英 凤兰 兰英 翠兰 翠英 彩霞 月娥 月英 芳2 娜 敏2 静 丽2 霞2 红 燕 英 梅 琴 玲 萍 改转 引弟 转弟 巧云 巧玲 喜梅",
);
const NEW_MALE = weightedWords(
  "浩 宇轩 子轩 浩然 浩宇 子涵 俊杰 俊熙 梓轩 梓豪 一鸣 天佑 博文 博涵 宇航 宇泽 嘉豪 嘉懿 文博 文轩 志远 明轩 鹏 超 磊 洋 帆 凯 亮 斌 旭 龙 鑫 杰 佳乐 家豪 瑞 睿 昊 晨 晓龙 小龙 海涛 海鹏 永强 国栋",
);
const NEW_FEMALE = weightedWords(
  "梓涵 子涵 欣怡 雨涵 诗涵 雅 雅婷 雅琪 婷 婷婷 怡 佳怡 梦瑶 梦琪 雨欣 雨桐 思琪 思涵 晓燕 小燕 晓娟 娟 艳 倩 丹 丽娜 洁 雪 雪梅 婧 莹 瑾 若曦 语嫣 可馨 佳慧 嘉怡 欣悦 玥 琳 颖 蕊 璐 甜 甜甜 文静 海燕 红霞",
);
const TIBETAN_MALE = weightedWords("扎西3 才让3 多杰2 次仁2 旦增 桑吉2 南杰2 加布 丹巴 道吉 嘉措 尼玛 格桑");
const TIBETAN_FEMALE = weightedWords("卓玛4 央金2 拉姆3 次仁2 桑吉 达娃 德吉 尼玛 格桑 白玛");
const STEPPE_MALE = weightedWords("巴特尔 布和 宝音 阿拉木斯 巴图 那顺 努尔兰 叶尔肯 哈那提 加尔肯 赛力克 巴依尔");
const STEPPE_FEMALE = weightedWords("萨仁 其其格 娜仁 高娃 乌云 阿依古丽 古丽娜 哈里帕 努尔古丽 加娜尔 萨娜");

/** Beyond the GBK range or seldom typed, to find out which programs lose them. */
const RARE_CHARACTERS = ["㛃", "堃", "赟", "䶮"];
const RARE_SHARE = 0.001;
/** Born after this year, people have two-character given names more often. */
const MODERN_SINCE = 1990;
const SINGLE_CHARACTER_SHARE = { old: 0.35, modern: 0.25 };

function hanGiven(random: Random, isMale: boolean, bornIn: number): string {
  const isModern = bornIn > MODERN_SINCE;
  const draw = isModern ? (isMale ? NEW_MALE : NEW_FEMALE) : isMale ? OLD_MALE : OLD_FEMALE;
  const first = draw(random);
  const isSingle = random.chance(isModern ? SINGLE_CHARACTER_SHARE.modern : SINGLE_CHARACTER_SHARE.old);
  const rare = random.unit();
  if (rare < RARE_SHARE) return RARE_CHARACTERS[Math.floor((rare / RARE_SHARE) * RARE_CHARACTERS.length)]!;
  if (isSingle) return first.charAt(0);
  return first.length > 1 ? first : first + draw(random).charAt(0);
}

function tibetanGiven(random: Random, isMale: boolean): string {
  const draw = isMale ? TIBETAN_MALE : TIBETAN_FEMALE;
  const first = draw(random);
  const second = draw(random);
  return first === second ? first : first + second;
}

/** Six in ten have a middle dot and the father's name. */
function steppeGiven(random: Random, isMale: boolean): string {
  const own = (isMale ? STEPPE_MALE : STEPPE_FEMALE)(random);
  return random.chance(0.6) ? `${own}·${STEPPE_MALE(random)}` : own;
}

const han: Naming = { surname: hanSurname, given: hanGiven };
const hui: Naming = { surname: huiSurname, given: hanGiven };
const tibetan: Naming = { surname: null, given: tibetanGiven };
const steppe: Naming = { surname: null, given: steppeGiven };

const NAMINGS: Readonly<Record<Ethnicity, Naming>> = {
  HAN: han,
  MANCHU: han,
  TU: { surname: tuSurname, given: hanGiven },
  HUI: hui,
  DONGXIANG: hui,
  BONAN: hui,
  SALAR: { surname: salarSurname, given: hanGiven },
  YUGUR: { surname: yugurSurname, given: hanGiven },
  TIBETAN: tibetan,
  MONGOL: steppe,
  KAZAK: steppe,
};

/** A family name, or nothing for peoples who have none. */
export function drawSurname(random: Random, ethnicity: Ethnicity): string {
  return NAMINGS[ethnicity].surname?.(random) ?? "";
}

/** The part after the family name. */
export function drawGivenName(random: Random, ethnicity: Ethnicity, isMale: boolean, bornIn: number): string {
  return NAMINGS[ethnicity].given(random, isMale, bornIn);
}
