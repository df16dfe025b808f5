// A site with a page for each county, as Observable Framework makes it of files with their figures.
import { readdirSync } from "node:fs";

export default {
  root: "src",
  globalStylesheets: [], // they would be fetched
  search: false,
  async *dynamicPaths() {
    for (const file of readdirSync("src/county").sort()) if (file.endsWith(".json")) yield `/county/${file.slice(0, -".json".length)}`;
  },
};
