// Prints every offence that Shopify's theme checker finds in a theme app extension, as JSON.
// Usage: node theme_check.mjs FOLDER
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const { themeCheckRun } = require("@shopify/theme-check-node");
const config = join(dirname(require.resolve("@shopify/theme-check-node/package.json")), "configs", "theme-app-extension.yml");
const { offenses } = await themeCheckRun(process.argv[2], config);
console.log(JSON.stringify(offenses.map(({ check, message, uri, start }) => ({ check, message, file: uri, line: start.line + 1 }))));
