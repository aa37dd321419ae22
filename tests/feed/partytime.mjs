// Reads a feed from its standard input with npm's podcast-partytime, the parser of Podcasting 2.0
// apps, and prints what it understood as JSON. The argument is the folder that holds node_modules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

process.env.LOG = "silent";
const require = createRequire(join(process.argv[2], "/"));
const { parseFeed } = require("podcast-partytime");
console.log(JSON.stringify(parseFeed(readFileSync(0, "utf8"))));
