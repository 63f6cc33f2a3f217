// What the files of numbers leave for the page that loads them: by year, by post.
declare var SentNumbers: Record<number, Record<string, [number, number, number][]>> | undefined;
