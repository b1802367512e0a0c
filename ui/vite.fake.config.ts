// Builds the same pages over an invented office, to be looked at without a desk. Never part of the product.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Puts the invented office in the place of the desk. */
function inventedOffice(): Plugin {
  const stands = new Map([
    [at("src/api/call.ts"), at("src/testing/browser_call.ts")],
    [at("src/lib/system.ts"), at("src/testing/browser_system.ts")],
  ]);
  return {
    name: "invented-office",
    enforce: "pre",
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return (found && stands.get(found.id)) || found;
    },
  };
}

export default defineConfig({
  root: at("src/testing"),
  base: "./",
  plugins: [inventedOffice(), react()],
  resolve: { alias: { "@locales": at("../assets/locales"), "@": at("src") } },
  build: { target: "safari16", outDir: at("node_modules/.invented-office"), emptyOutDir: true },
});
