// Dates in other languages: question/months.js, once a question has needed it.
declare var Months: typeof import("./question/months.js");
// The buttons that save results: list/saving.js, once it is loaded.
declare var Exports: typeof import("../list/saving.js");
// The index, which engine.js opens for all scripts of the page.
declare const Search: {
  open(root: string): Promise<
    import("./answer.js").Index & {
      facets: Record<string, import("./answer.js").Counts>;
      counts(request: import("./answer.js").Request): Promise<Record<string, import("./answer.js").Counts>>;
    }
  >;
};
