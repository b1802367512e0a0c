// Lists texts that stand in no screen and fails when the two languages do not have the same ones.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const cs = JSON.parse(readFileSync(at("../../assets/locales/cs.json"), "utf8"));
const en = JSON.parse(readFileSync(at("../../assets/locales/en.json"), "utf8"));

const sources = readdirSync(at("../src"), { recursive: true })
  .filter((it) => /\.tsx?$/.test(it) && !/\.test\./.test(it))
  .map((it) => readFileSync(join(at("../src"), it), "utf8"))
  .join("\n");

// Ids made of a group and a code of the desk are used by their group.
const groups = [
  ...[...sources.matchAll(/word\("(\w+)"/g)].map((it) => it[1]),
  ...[...sources.matchAll(/`(\w+)\.\$\{/g)].map((it) => it[1]),
];
const isUsed = (id) => sources.includes(`"${id}"`) || groups.includes(id.split(".")[0]) || [...sources.matchAll(/\$\{verb\}\.(\w+)/g)].some((it) => id.endsWith(`.${it[1]}`));

const unused = Object.keys(cs).filter((id) => !isUsed(id));
const missing = Object.keys(cs).filter((id) => !(id in en)).concat(Object.keys(en).filter((id) => !(id in cs)));
if (unused.length > 0) console.log(`In no screen: ${unused.join(", ")}`);
if (missing.length > 0) {
  console.error(`Only in one language: ${missing.join(", ")}`);
  process.exitCode = 1;
}
console.log(`${Object.keys(cs).length} texts in two languages.`);
