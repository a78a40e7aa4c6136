// Reads every value that `consigne hours --format osm` writes with the reference evaluator of
// opening_hours: it must not warn, and must find the open intervals that consigne lists.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

const [consigne, modules, ...files] = process.argv.slice(2);
const OpeningHours = createRequire(`${modules}/`)("opening_hours");
const place = { lat: 45.5, lon: -73.6, address: { country_code: "ca", state: "Quebec" } };
const [from, to] = ["2026-11-30", "2027-11-29"];

function ask(file, language, ...flags) {
  const rest = ["--language", language, "--now", `${from}T12:00:00Z`, ...flags];
  return execFileSync(consigne, ["hours", file, ...rest], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

// The evaluator reads a value on the clock of the process.
function intervalsOf(value, zone) {
  process.env.TZ = zone;
  const found = value.getOpenIntervals(new Date(`${from}T00:00`), new Date(`${to}T00:00`));
  return found.map(([start, end]) => `${minute(start)}/${minute(end)}`);
}

function minute(instant) {
  return new Date(instant).toISOString().slice(0, 16);
}

// Intervals that touch at midnight are one.
function joined(intervals) {
  const out = [];
  for (const interval of intervals) {
    const [start, end] = interval.split("/");
    const last = out.at(-1);
    if (last?.end === start) last.end = end;
    else out.push({ start, end });
  }
  return out.map(({ start, end }) => `${start}/${end}`);
}

function faultsOf(file, language) {
  const text = ask(file, language, "--format", "osm").trim();
  const value = new OpeningHours(text, place);
  const faults = value.getWarnings();
  const view = JSON.parse(ask(file, language, "--format", "json", "--from", from, "--to", to));
  const listed = view[language].intervals.map((one) => `${minute(one.from)}/${minute(one.to)}`);
  const [found, expected] = [intervalsOf(value, view.timeZone), listed].map(joined);
  const [missing, extra] = [expected.filter((one) => !found.includes(one)), found.filter((one) => !expected.includes(one))];
  if (missing.length + extra.length > 0) faults.push(`in ${text}: missing ${missing}, extra ${extra}`);
  return faults;
}

let [passed, failed] = [0, 0];
for (const file of files) {
  for (const language of ["fr", "en"]) {
    const faults = faultsOf(file, language);
    faults.forEach((fault) => console.error(`${file} (${language}): ${fault}`));
    if (faults.length === 0) passed += 1;
    else failed += 1;
  }
}
console.log(`opening_hours: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
