import { timestamp } from "drizzle-orm/pg-core";

/** A moment on the world's one time line; every column that ends in `At` is one. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
