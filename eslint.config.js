// The rules of the scripts: those of the pages, of `serve`, of the measures, and of the tests in Node.

import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["site/", "examples/*/site/", "**/.*.staging/", ".venv/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "brace-style": ["error", "1tbs"],
      curly: "error",
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-throw-literal": "error",
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      quotes: ["error", "double", { avoidEscape: true }],
    },
  },
  { files: ["templates/**/*.js", "veiviser/**/*.js", "tools/quality/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/**/*.js", "benchmarks/*.mjs", "*.config.js"], languageOptions: { globals: globals.node } },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: globals.node } },
];
