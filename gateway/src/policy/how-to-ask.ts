import { type BilingualText, type FieldClassification, findDepartment } from "@tongshu/schema";

/** What a department does to get a field, as the catalogue and the caller's own access page say it. */
export function howToAsk({ owner, sharing, sensitivity, citation }: FieldClassification): BilingualText {
  const { zh, en } = findDepartment(owner)?.name ?? { zh: owner, en: owner };
  if (sharing === "UNCONDITIONAL")
    return { zh: "已开放，无需申请。", en: "Open to every department; nothing to ask for." };
  if (sharing === "NOT_SHARED") {
    return { zh: `依法不予共享：${citation ?? ""}。`, en: `Not shared by law: ${citation ?? ""}.` };
  }
  if (sensitivity === "L4") {
    return {
      zh: `提交共享申请并附影响评估，由${zh}两名审批人批准。`,
      en: `File a share request with an impact assessment; two approvers of ${en} decide.`,
    };
  }
  return { zh: `提交共享申请，由${zh}批准。`, en: `File a share request; ${en} decides.` };
}
