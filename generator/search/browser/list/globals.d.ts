// What the files of entries leave for the page that loads them: rows by the number of the file.
declare var ListEntries: Record<number, any[][]> | undefined;
