// Prints the licence texts of everything that deno.lock names, to be shipped beside the bundle.
// Run by building.py: `deno run --allow-read --allow-run=deno licences.js`.

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including without
limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the
Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The folder a package was unpacked to: the cache has one folder a registry, whatever its address. */
function folderOf(cache, name, version) {
  for (const registry of Deno.readDirSync(cache)) {
    const folder = `${cache}/${registry.name}/${name}/${version}`;
    try {
      if (Deno.statSync(folder).isDirectory) return folder;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound) && !(error instanceof Deno.errors.NotADirectory)) {
        throw error;
      }
    }
  }
  throw new Error(`${name} ${version} is named in deno.lock and is not in the cache at ${cache}`);
}

/** The texts a package brings with it. */
function texts(folder) {
  return [...Deno.readDirSync(folder)]
    .filter((each) => each.isFile && /^(licen[cs]e|copying|notice)([-.].*)?$/i.test(each.name))
    .filter((each) => !/\.[cm]?js$/.test(each.name))
    .map((each) => each.name)
    .sort()
    .map((name) => Deno.readTextFileSync(`${folder}/${name}`).trim());
}

const called = (person) => (typeof person === "string" ? person.replace(/\s*<.*/, "") : person?.name);

/** What stands for the text of a package that names its licence and forgot the file. */
function replacement({ name, license, author, contributors = [] }) {
  const holders = [author, ...contributors].map(called).filter(Boolean).join(", ");
  if (license === "MIT" && holders) return `MIT License\n\nCopyright (c) ${holders}\n\n${MIT}`;
  if (license === "CC0-1.0") return `${holders} waived all rights to this work (CC0 1.0 Universal).`;
  throw new Error(`${name} has neither a licence file nor a licence that is known here: ${license}`);
}

const here = import.meta.dirname;
const asked = new Deno.Command(Deno.execPath(), { args: ["info", "--json"], cwd: here }).outputSync();
const cache = JSON.parse(new TextDecoder().decode(asked.stdout)).npmCache;
const locked = JSON.parse(Deno.readTextFileSync(`${here}/deno.lock`)).npm;

for (const key of Object.keys(locked).sort()) {
  const [, name, version] = key.match(/^(@?[^@]+)@([^_]+)/);
  const folder = folderOf(cache, name, version);
  const said = JSON.parse(Deno.readTextFileSync(`${folder}/package.json`));
  const own = texts(folder);
  const address = `${said.repository?.url ?? said.repository ?? said.homepage ?? ""}`.replace(/^git\+/, "");
  console.log(`${"=".repeat(100)}\n${name} ${version} (${said.license}) ${address}\n`);
  console.log(`${(own.length ? own : [replacement(said)]).join("\n\n")}\n`);
}
