import { type Draw, weighted } from "../random/weighted.ts";

/** A line of business: what it is called, coded as, and may do. */
export interface Trade {
  readonly industryCode: string;
  /** In the name of a company, a shop and a co-operative. */
  readonly company: string;
  readonly shop: string;
  readonly scope: readonly ScopeItem[];
}

/** A coded item of a business scope; some need a permit after registration. */
export interface ScopeItem {
  readonly code: string;
  readonly name: string;
  readonly permitRequired: boolean;
}

function trade(industryCode: string, company: string, shop: string, ...items: string[]): Trade {
  const scope = items.map((item, i) => {
    const permitRequired = item.endsWith("!");
    return { code: `${industryCode}${i + 1}`, name: permitRequired ? item.slice(0, -1) : item, permitRequired };
  });
  return { industryCode, company, shop, scope };
}

/**
 * A hundred businesses by section of GB/T 4754, with how many of the hundred they are; `!` marks items that need a
 * permit. The share of a section is fixed, not drawn, so that those who need a permit can be counted by arithmetic.
 */
const TRADES: readonly (readonly [share: number, trade: Trade])[] = [
  [20, trade("F5211", "商贸", "百货店", "日用百货零售", "五金交电零售", "服装鞋帽零售")],
  [10, trade("F5220", "食品", "副食店", "食品经营!", "日用百货零售")],
  [6, trade("F5251", "医药", "药店", "药品零售!", "医疗器械经营!")],
  [14, trade("H6210", "餐饮管理", "餐馆", "食品经营(餐饮服务)!", "会议服务")],
  [8, trade("A0190", "农业科技", "种植部", "农作物种植", "农产品初加工", "农产品销售")],
  [8, trade("C1391", "食品加工", "加工坊", "食品生产!", "食品经营!")],
  [7, trade("L7299", "商务服务", "服务部", "商务信息咨询", "会议及展览服务")],
  [6, trade("O7990", "家政服务", "理发店", "家政服务", "居民日常生活服务")],
  [5, trade("E5010", "建筑工程", "装修部", "建筑装饰工程", "建筑工程施工!")],
  [4, trade("G5430", "物流", "货运部", "道路普通货物运输!", "仓储服务")],
  [3, trade("I6510", "信息技术", "网络店", "软件开发", "信息系统集成")],
  [3, trade("M7590", "科技", "技术服务部", "技术开发与咨询", "技术转让")],
  [2, trade("R8911", "文化体育", "健身店", "体育健身服务", "文化活动策划")],
  [2, trade("K7020", "物业管理", "中介店", "物业管理", "房屋租赁")],
  [2, trade("Q8330", "医疗", "诊所", "诊疗服务!")],
];
const HUNDRED = TRADES.flatMap(([share, each]) => Array.from({ length: share }, () => each));

/** Trades repeat after so many organisations. */
export const TRADE_PERIOD = HUNDRED.length;
/** Has no divisor in common with a hundred, so that neighbours differ; the start makes the demo companies deal in food. */
const STRIDE = 37;
const START = 23;

/** The trade of a place among the hundred. */
export function tradeAt(place: number): Trade {
  return HUNDRED[(START + place * STRIDE) % TRADE_PERIOD]!;
}

/** Counties begin at different places, so that in a small province too there is some of every trade. */
export function firstTradePlace(countyIndex: number): number {
  return (countyIndex * 13) % TRADE_PERIOD;
}

/** Whether a trade has an item of its scope that needs this permit. */
export function needsPermit({ scope }: Trade, item: RegExp): boolean {
  return scope.some(({ name, permitRequired }) => permitRequired && item.test(name));
}

/** What co-operatives grow or raise; it stands in their names. */
export const drawFarming: Draw<Trade> = weighted([
  [trade("A0190", "种植", "种植", "组织成员种植农作物", "组织收购销售成员产品"), 5],
  [trade("A0390", "养殖", "养殖", "组织成员养殖牲畜", "组织收购销售成员产品"), 4],
  [trade("A0510", "农机服务", "农机", "为成员提供农机作业服务"), 1],
]);
