// Judges files by a JSON Schema with Ajv, which shares nothing with the validator that consigne uses.
// Arguments: the schema, then files of JSON. Prints the names of the files that the schema refuses.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Ajv2020 } = createRequire(process.env.AJV + "/")("ajv/dist/2020.js");
const [schema, ...files] = process.argv.slice(2);
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
// Formats such as `uint16` are comments, and the schema of holidays has `if` without `else`.
const judge = new Ajv2020({ strict: false, validateFormats: false }).compile(json(schema));
for (const file of files) {
  if (!judge(json(file))) {
    console.log(file);
  }
}
