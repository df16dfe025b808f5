// Reads every cell of the workbooks in a folder with SheetJS, and says what it cost.
// usage: read.mjs MODULES FOLDER [LIMIT]
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [modules, folder, limit] = process.argv.slice(2);
const XLSX = createRequire(join(modules, "package.json"))("xlsx");
const paths = readdirSync(folder).sort().flatMap((d) => readdirSync(join(folder, d)).sort().map((f) => join(folder, d, f))).slice(0, Number(limit) || undefined);

function read(path) {
  const book = XLSX.read(readFileSync(path), { dense: true });
  let n = 0;
  for (const name of book.SheetNames) for (const row of book.Sheets[name]["!data"] ?? book.Sheets[name]) for (const cell of row ?? []) if (cell && cell.v !== undefined) n++;
  return n;
}

read(paths[0]); // what is loaded at the first use is not counted
const before = process.cpuUsage();
let cells = 0;
for (const path of paths) cells += read(path);
const used = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (used.user + used.system) / 1e6, workbooks: paths.length, cells }));
