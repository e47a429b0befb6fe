import { AS_OF, addYears, type Day } from "../calendar.ts";
import type { Citizen } from "../people/citizens.ts";
import type { Random } from "../random/random.ts";
import type { Streams } from "../random/streams.ts";
import { isCommercial } from "./kinds.ts";
import type { Organisation } from "./organisations.ts";
import type { Owners } from "./owners.ts";

export interface Position {
  readonly citizen: Citizen;
  readonly position: string;
  readonly isLegalRep: boolean;
  readonly fromDay: Day;
  /** Null while held. */
  readonly toDay: Day | null;
}

const ADULT_AGE = 18;
/** Shares of companies with such a person on file; with one representative each, 1.27 rows an organisation come out. */
const SUPERVISOR_SHARE = 0.75;
const MANAGER_SHARE = 0.35;
const FORMER_REPRESENTATIVE_SHARE = 0.1;
const BOARD = new Set(["JOINT_STOCK", "WHOLLY_STATE_OWNED", "LIMITED_COMPANY", "FOREIGN_INVESTED"]);

/** Who holds or held which position. The first is the one current legal representative. */
export function positionsOf(organisation: Organisation, owners: Owners, streams: Streams): Position[] {
  const random = streams(`KeyPerson/${organisation.cell.position}`, organisation.rank);
  const representative = owners.representative(organisation);
  const appointed = grownUpBy(representative, organisation.establishedDay);
  const former = organisation.isPlain ? null : drawFormer(organisation, owners, appointed, random);
  const positions: Position[] = [
    {
      citizen: representative,
      position: leadingPosition(organisation),
      isLegalRep: true,
      fromDay: former ? former.toDay! + 1 : appointed,
      toDay: null,
    },
  ];
  if (hasOfficers(organisation)) positions.push(...drawOfficers(organisation, owners, random));
  if (former) positions.push(former);
  return positions;
}

function leadingPosition({ cell, enterpriseType }: Organisation): string {
  if (cell.kind === "INDIVIDUAL_BUSINESS") return "OPERATOR";
  if (!isCommercial(cell.kind) || enterpriseType === "DOMESTIC_BRANCH") return "PERSON_IN_CHARGE";
  if (enterpriseType === "PARTNERSHIP") return "MANAGING_PARTNER";
  if (enterpriseType === "SOLE_PROPRIETORSHIP") return "PERSON_IN_CHARGE";
  if (cell.kind === "COOPERATIVE" || BOARD.has(enterpriseType ?? "")) return "CHAIR";
  return "EXECUTIVE_DIRECTOR";
}

function hasOfficers({ cell, enterpriseType }: Organisation): boolean {
  return cell.kind === "ENTERPRISE" && enterpriseType !== "DOMESTIC_BRANCH" && enterpriseType !== "SOLE_PROPRIETORSHIP";
}

function drawOfficers(organisation: Organisation, owners: Owners, random: Random): Position[] {
  const officers: Position[] = [];
  const add = (position: string) => {
    const citizen = owners.another(organisation, random);
    const fromDay = grownUpBy(citizen, organisation.establishedDay);
    officers.push({ citizen, position, isLegalRep: false, fromDay, toDay: null });
  };
  if (random.chance(SUPERVISOR_SHARE)) add("SUPERVISOR");
  if (random.chance(MANAGER_SHARE)) add("MANAGER");
  if (BOARD.has(organisation.enterpriseType ?? "")) for (let i = random.between(1, 3); i > 0; i--) add("DIRECTOR");
  return officers;
}

function drawFormer(organisation: Organisation, owners: Owners, successorFrom: Day, random: Random): Position | null {
  if (!random.chance(FORMER_REPRESENTATIVE_SHARE)) return null;
  const citizen = owners.another(organisation, random);
  const fromDay = grownUpBy(citizen, organisation.establishedDay);
  const earliestEnd = Math.max(fromDay, successorFrom - 1) + 30;
  if (earliestEnd >= AS_OF) return null;
  const toDay = earliestEnd + random.below(AS_OF - earliestEnd);
  return { citizen, position: leadingPosition(organisation), isLegalRep: true, fromDay, toDay };
}

/** Nobody takes a position before the age of 18. */
function grownUpBy({ birthDay }: Citizen, day: Day): Day {
  return Math.max(day, addYears(birthDay, ADULT_AGE));
}
