// The line of buttons that saves results: list/export.js, once it is loaded.
declare var Exports: typeof import("../list/export.js");
// The index, which engine.js opens for all scripts of the page.
declare const Search: {
  open(root: string): Promise<
    import("./answer.js").Index & {
      facets: Record<string, import("./answer.js").Counts>;
      counts(request: import("./answer.js").Request): Promise<Record<string, import("./answer.js").Counts>>;
    }
  >;
};
