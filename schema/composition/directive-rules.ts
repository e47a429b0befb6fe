import {
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  visit,
} from "graphql";
import { directiveArguments } from "../governance.ts";
import type { Problem } from "./problem.ts";
import type { SubgraphIndex } from "./subgraph-index.ts";

const OWN_DIRECTIVES = ["governed", "reads", "neutral", "counts"];
const GOVERNANCE_URL = "https://tongshu.example/governance/v1.0";

/** The only links a subgraph may have. A renamed import would slip past every rule that looks for our names. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  "https://specs.apollo.dev/link/v1.0": [],
  "https://specs.apollo.dev/federation/v2.14": ["@key", "@shareable", "@composeDirective"],
  [GOVERNANCE_URL]: OWN_DIRECTIVES.map((name) => `@${name}`),
};

/** No `@requires`, `@provides` or `@override`: they read for one caller what another was granted. */
const USABLE = new Set([
  "link",
  "composeDirective",
  "key",
  "shareable",
  "deprecated",
  "specifiedBy",
  ...OWN_DIRECTIVES,
]);

const AGREED = new Map(
  parse(`
    directive @governed(owner: String!, sensitivity: String!, sharing: String!, citation: String) on FIELD_DEFINITION | OBJECT
    directive @reads(fields: [String!]!, by: String! = "FILTER") on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
    directive @neutral on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
    directive @counts(type: String!) on FIELD_DEFINITION
  `).definitions.map((definition) => [
    (definition as DirectiveDefinitionNode).name.value,
    printBare(definition as DirectiveDefinitionNode),
  ]),
);

/** The definition without descriptions. */
function printBare(definition: DirectiveDefinitionNode): string {
  return print(visit(definition, { StringValue: (node, key) => (key === "description" ? null : node) }));
}

function linksOf(document: DocumentNode, name: string): ConstDirectiveNode[] {
  return document.definitions
    .filter((definition) => definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((definition) => definition.directives ?? [])
    .filter((directive) => directive.name.value === name);
}

function isAgreedLink(directive: ConstDirectiveNode): boolean {
  const { url, as, import: imports = [], for: purpose } = directiveArguments(directive);
  const allowed = LINKS[String(url)];
  if (allowed === undefined || as !== undefined || purpose !== undefined) return false;
  return Array.isArray(imports) && imports.every((name) => typeof name === "string" && allowed.includes(name));
}

function linkProblems({ name, document }: SubgraphIndex): Problem[] {
  const links = linksOf(document, "link");
  const foreign = links
    .filter((directive) => !isAgreedLink(directive))
    .map(
      (directive): Problem => ({
        rule: "FOREIGN_LINK",
        subgraph: name,
        at: String(directiveArguments(directive)["url"]),
      }),
    );
  const imported = links.flatMap((directive) => directiveArguments(directive)["import"] ?? []);
  const composed = linksOf(document, "composeDirective").map((directive) => directiveArguments(directive)["name"]);
  const missing = OWN_DIRECTIVES.map((own) => `@${own}`)
    .filter((own) => !imported.includes(own) || !composed.includes(own))
    .map((own): Problem => ({ rule: "NOT_COMPOSED", subgraph: name, at: own }));
  return [...foreign, ...missing];
}

function definitionProblems({ name, document }: SubgraphIndex): Problem[] {
  const definitions = document.definitions.filter((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION);
  return definitions
    .filter((definition) => AGREED.get(definition.name.value) !== printBare(definition))
    .map((definition) => ({ rule: "REDEFINED_DIRECTIVE", subgraph: name, at: `@${definition.name.value}` }));
}

function useProblems({ name, document }: SubgraphIndex): Problem[] {
  const foreign = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      if (!USABLE.has(directive.name.value)) foreign.add(directive.name.value);
    },
  });
  return [...foreign].map((directive) => ({ rule: "FOREIGN_DIRECTIVE", subgraph: name, at: `@${directive}` }));
}

/** Which directives a subgraph links, defines, composes and uses. */
export function directiveProblems(index: SubgraphIndex): Problem[] {
  return [...linkProblems(index), ...definitionProblems(index), ...useProblems(index)];
}
