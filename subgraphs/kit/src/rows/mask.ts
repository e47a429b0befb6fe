import { maskAddress, maskCitizenId, maskDate, maskName, maskPhone } from "@tongshu/schema";
import type { MaskKind } from "../entity.ts";

const MASKS: Readonly<Record<MaskKind, (value: string) => string>> = {
  NAME: maskName,
  ID_NUMBER: maskCitizenId,
  PHONE: maskPhone,
  ADDRESS: maskAddress,
  DATE: maskDate,
};

export function maskOf(kind: MaskKind | undefined): ((value: string) => string) | undefined {
  return kind && MASKS[kind];
}
