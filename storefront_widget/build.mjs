// Builds the loader (one file at a stable address) and the chat (hashed files that never change).
// Writes dist/manifest.json for the server and prints what a shopper downloads.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const LIMITS = { loader: 4_000, chat: 45_000 }; // gzip bytes; the promise made to the merchant's page
const shared = { bundle: true, minify: true, target: "es2020", logLevel: "warning", legalComments: "none", define: { "process.env.NODE_ENV": '"production"' } };

/** Import "x.css?text" as a minified string, for a constructed stylesheet. */
const styleText = {
  name: "style-text",
  setup(plugins) {
    plugins.onResolve({ filter: /\.css\?text$/ }, (at) => ({ path: resolve(at.resolveDir, at.path.slice(0, -5)), namespace: "style-text" }));
    plugins.onLoad({ filter: /.*/, namespace: "style-text" }, async (at) => {
      const { code } = await transform(await readFile(at.path, "utf8"), { loader: "css", minify: true, target: "es2020" });
      return { contents: code.trim(), loader: "text", watchFiles: [at.path] };
    });
  },
};

const sizeOf = (bytes) => ({ raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length });
const add = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });
const kB = (n) => `${(n / 1024).toFixed(2)} kB`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const stage = await build({
  ...shared,
  entryPoints: { stage: join(here, "src/stage/stage.ts") },
  outdir: join(dist, "assets"),
  entryNames: "[name]-[hash]",
  format: "esm",
  plugins: [styleText],
  metafile: true,
});
const stageFile = `assets/${basename(Object.keys(stage.metafile.outputs)[0])}`;
await build({
  ...shared,
  entryPoints: [join(here, "src/loader/main.ts")],
  outfile: join(dist, "widget.js"),
  format: "iife",
  plugins: [styleText],
  define: { ...shared.define, STAGE: JSON.stringify(stageFile) },
});
const chat = await build({
  ...shared,
  entryPoints: { chat: join(here, "src/chat/main.tsx") },
  outdir: join(dist, "assets"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  format: "esm",
  splitting: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  metafile: true,
});

const outputs = Object.entries(chat.metafile.outputs).map(([path, output]) => ({ file: `assets/${basename(path)}`, entry: output.entryPoint ?? "" }));
const entry = (end) => outputs.find((output) => output.entry.endsWith("chat/main.tsx") && output.file.endsWith(end));
const style = outputs.find((output) => output.file.endsWith(".css"));
const languages = Object.fromEntries(
  outputs.filter((output) => /i18n\/\w+\.ts$/.test(output.entry)).map((output) => [basename(output.entry, ".ts"), output.file]),
);

// What the page itself says stands in the same catalogues; the server hands it out with the settings.
const texts = {};
for (const [locale, file] of Object.entries(languages)) {
  const { default: words } = await import(pathToFileURL(join(dist, file)).href);
  texts[locale] = { launcher: words.launcher, never: words.never, message: words.message };
}

const loader = await readFile(join(dist, "widget.js"));
let chatSize = { raw: 0, gzip: 0, brotli: 0 };
for (const file of await readdir(join(dist, "assets"))) chatSize = add(chatSize, sizeOf(await readFile(join(dist, "assets", file))));
const sizes = { loader: sizeOf(loader), chat: chatSize };

await writeFile(
  join(dist, "manifest.json"),
  JSON.stringify(
    {
      loader: { file: "widget.js", hash: createHash("sha256").update(loader).digest("hex").slice(0, 16) },
      stage: stageFile,
      chat: { js: entry(".js").file, css: style.file, languages },
      files: [stageFile, ...outputs.map((output) => output.file)].sort(),
      texts,
      sizes,
    },
    null,
    2,
  ) + "\n",
);

let tooLarge = false;
for (const [name, size] of Object.entries(sizes)) {
  const over = size.gzip > LIMITS[name];
  tooLarge ||= over;
  console.log(`${name.padEnd(7)} raw ${kB(size.raw)}  gzip ${kB(size.gzip)}  brotli ${kB(size.brotli)}${over ? `  OVER the limit of ${kB(LIMITS[name])} gzip` : ""}`);
}
process.exitCode = tooLarge ? 1 : 0;
