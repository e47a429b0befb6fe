#!/usr/bin/env node
import "./library-environment.ts";
import { Command } from "commander";
import { readConfig } from "./config.ts";
import { describeFailure } from "./report-failure.ts";

const program = new Command("hub")
  .description("通枢政务数据共享枢纽 · Tongshu, a government data-sharing hub")
  .helpCommand(false);

program
  .command("up")
  .description("启动全部服务并装载合成数据 · start everything with a synthetic province")
  .option("--split", "网关与五个登记库分为六个进程 · gateway and registers as six processes")
  .action(async (options) => {
    await (await import("./commands/up.ts")).up(readConfig(process.env), options);
    leave();
  });

program
  .command("serve <part>")
  .description("只启动网关或一个登记库 · start the gateway or one register (gateway, population, …)")
  .action(async (part) => {
    await (await import("./commands/serve.ts")).serve(readConfig(process.env), part);
    leave();
  });

program
  .command("migrate")
  .description("建立数据库与角色并升级结构 · create databases and roles, run migrations")
  .action(async () => (await import("./commands/migrate.ts")).migrate(readConfig(process.env)));

program
  .command("seed")
  .description("写入演示部门、客户端、用途与授权，装载合成数据 · demo clients, grants and the synthetic province")
  .action(async () => (await import("./commands/seed.ts")).seed(readConfig(process.env)));

program
  .command("generate")
  .description("把合成数据写成文件 · write the synthetic province as files")
  .requiredOption("--out <dir>", "输出目录 · folder to write to")
  .option("--scale <share>", "全省的比例 · share of the province (HUB_SCALE)")
  .option("--seed <n>", "随机种子 · seed (HUB_SEED)")
  .action(async ({ out, scale, seed }) => {
    const given = { ...(scale !== undefined && { HUB_SCALE: scale }), ...(seed !== undefined && { HUB_SEED: seed }) };
    await (await import("./commands/generate.ts")).generate(readConfig({ ...process.env, ...given }), out);
  });

program
  .command("publish")
  .description("公布本月统计表 · publish this month's tables of counts")
  .action(async () => (await import("./commands/publish.ts")).publish(readConfig(process.env)));

program
  .command("token")
  .description("向运行中的枢纽申请访问令牌 · ask the running hub for an access token")
  .requiredOption("--client <id>", "客户端 · client")
  .option("--officer <id>", "经办人 · officer")
  .option("--citizen <personId>", "登录的个人 · signed-in citizen")
  .action(async (options) => (await import("./commands/token.ts")).token(readConfig(process.env), options));

program
  .command("ask <query> [variables]")
  .description("以演示客户端查询，打印完整答复 · ask as a demo client and print the whole answer")
  .requiredOption("--client <id>", "客户端 · client")
  .requiredOption("--purpose <code>", "用途 · purpose")
  .option("--case <number>", "办件号 · case number")
  .option("--officer <id>", "经办人 · officer")
  .option("--citizen <personId>", "登录的个人 · signed-in citizen")
  .action(async (query, variables, options) =>
    (await import("./commands/ask.ts")).ask(readConfig(process.env), options, query, variables),
  );

program
  .command("govern <operation> [input]")
  .description("以部门人员身份操作控制面 · act at the control plane as an officer of a department's console")
  .requiredOption("--officer <id>", "人员，如 hrs-admin-1 · officer, such as hrs-admin-1")
  .option("--client <id>", "客户端，默认为本部门管理端 · client; the department's console unless said")
  .action(async (operation, input, options) =>
    (await import("./commands/ask.ts")).govern(readConfig(process.env), options, operation, input),
  );

program
  .command("clients")
  .description("列出客户端及其部门与地区 · list clients with department and region")
  .action(async () => (await import("./commands/clients.ts")).clients(readConfig(process.env)));

program
  .command("correct")
  .description(
    "数源部门更正一人的一个字段，新值从标准输入读取 · the owner corrects one field of one person; value on stdin",
  )
  .requiredOption("--person <personId>", "人员编号 · personId")
  .requiredOption("--field <name>", "字段，如 residenceAddress · field, such as residenceAddress")
  .requiredOption("--by <department>", "数源部门代码 · code of the field's owner")
  .requiredOption("--matter <number>", "数源部门的办件号 · the owner's number of the matter")
  .action(async (options) => (await import("./commands/correct.ts")).correct(readConfig(process.env), options));

const audit = program
  .command("audit")
  .description("核对审计记录 · check the record of who asked what")
  .helpCommand(false);

audit
  .command("verify")
  .description("逐条核对审计链或导出文件 · walk the whole record, or an exported file")
  .option("--file <ndjson>", "导出文件 · an exported file")
  .option(
    "--keys <jwks>",
    "公布的公钥，文件或网址；用于离线核对 · published keys, a file or an address, to check offline",
  )
  .action(async (options) => (await import("./commands/audit.ts")).verifyAudit(readConfig(process.env), options));

audit
  .command("check-line <file>")
  .description("核对本人日志中的一行 · check one line of a citizen's own log")
  .option("--keys <jwks>", "公布的公钥，文件或网址 · published keys, a file or an address")
  .action(async (file, options) =>
    (await import("./commands/audit.ts")).checkAuditLine(readConfig(process.env), file, options),
  );

program
  .command("compose")
  .description("合成超图 · compose the supergraph")
  .option("--check", "只比较，不写入 · compare with the committed one, write nothing")
  .action(async (options) => (await import("./commands/compose.ts")).compose(options));

program
  .command("bench")
  .description("与手写 SQL 和普通联邦比较快慢 · measure the hub beside hand-written SQL and ordinary federation")
  .option("--scale <share>", "全省的比例 · share of the province", "0.01")
  .option("--seconds <n>", "每次测量的时长 · how long each measurement takes", "8")
  .option("--rounds <n>", "轮数 · rounds, of which the median counts", "3")
  .option("--in-flight <n>", "并发请求数 · requests in flight", "32")
  .option("--questions <names>", "问题，以逗号分隔 · questions, by commas", "dossier,lookup,list,batch")
  .option("--out <dir>", "报告目录 · folder of the report")
  .option("--profile", "另写出各进程的耗时分析 · also write a CPU profile of every process")
  .option("--no-floor", "不检查下限 · do not fail when the hub is too slow")
  .action(async (options) => {
    const config = readConfig({ ...process.env, HUB_SCALE: options.scale });
    await (await import("./commands/bench.ts")).bench(config, options);
  });

program
  .command("fuzz")
  .description("以随机查询与随机授权寻找漏洞 · search for leaks with random operations under random policies")
  .option("--runs <n>", "查询与授权的组数 · pairs of an operation and a policy", "100000")
  .option("--seed <n>", "随机种子 · seed; a random one unless said")
  .option("--minutes <n>", "至多多少分钟 · stop after so many minutes", "60")
  .option("--replay <path>", "重现该种子的一个反例 · one counterexample of that seed, as it was printed")
  .action(async (options) => (await import("./commands/fuzz.ts")).fuzz(readConfig(process.env), options));

program
  .command("check")
  .description("类型、格式、依赖与结构检查 · types, format, lint, imports, dead code, shape")
  .option("--mutations", "逐一拆除防线，看测试是否发现 · take away each guard in turn and expect its test to fail")
  .option("--only <text>", "只试名称、文件或测试含此文字的防线 · only guards whose sentence, file or test holds this")
  .option("--changed", "只试有改动的文件 · only guards whose file or test was changed since the last commit")
  .action(async ({ mutations, ...choice }) => {
    if (mutations) await (await import("./commands/check-mutations.ts")).checkMutations(choice);
    else await (await import("./commands/check.ts")).check();
  });

// Whoever reads only the first lines, as `head` does, has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

/** Everything is stopped; what an interrupted start or a supervisor's channel still holds open must not keep it here. */
function leave(): never {
  process.exit();
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exit(1);
}
