import { loadOwnGraphSdl } from "@tongshu/schema";
import { Kind, parse } from "graphql";

/** Names of what the gateway answers itself: fields of Query, and the types behind them. They hold no register's data. */
export interface OwnGraph {
  readonly fields: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

export const OWN_GRAPH_DOCUMENT = parse(loadOwnGraphSdl(), { noLocation: true });

export const OWN_GRAPH: OwnGraph = {
  fields: new Set(
    OWN_GRAPH_DOCUMENT.definitions
      .filter((node) => node.kind === Kind.OBJECT_TYPE_EXTENSION)
      .flatMap(({ fields = [] }) => fields.map(({ name }) => name.value)),
  ),
  types: new Set(
    OWN_GRAPH_DOCUMENT.definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_EXTENSION || !("name" in node) || !node.name ? [] : [node.name.value],
    ),
  ),
};
