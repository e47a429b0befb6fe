import { type ControlModule, readSdl } from "../control-module.ts";
import { exportRecords } from "./export-records.ts";

export const exportsModule: ControlModule = {
  sdl: readSdl("exports.graphql", import.meta.url),
  resolvers: { Mutation: { exportRecords: (_source, { input }, context) => exportRecords(context, input) } },
};
