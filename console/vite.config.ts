import locales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const parley = process.env.PARLEY_URL ?? "http://localhost:8000";

export default defineConfig({
  base: "/console/",
  plugins: [react(), locales.vite({ locales: ["en", "zh-CN"] })], // React Aria brings its own texts in 34 languages; two are ours
  // Nothing as data: address, so that the console's content security policy needs no exception for fonts.
  build: { assetsInlineLimit: 0, target: "es2022", chunkSizeWarningLimit: 650 },
  server: { proxy: { "/api": parley, "/socket.io": { target: parley, ws: true } } },
});
