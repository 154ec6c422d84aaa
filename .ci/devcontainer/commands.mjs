// Checks what the devcontainer promises, and prints its commands, one a line, in the order in which VS Code runs them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const { configuration } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { vscode, codespaces } = configuration.customizations;

assert.match(configuration.image, /\/dotnet:10\./, 'The image has the .NET 10 SDK.');
for (const extension of ['ms-toolsai.jupyter', 'ms-dotnettools.csharp']) assert.ok(vscode.extensions.includes(extension), `${extension} is installed.`);

const first = readdirSync('notebooks').filter(name => name.endsWith('.ipynb')).sort()[0];
assert.ok(codespaces.openFiles.includes(`notebooks/${first}`), `notebooks/${first}, the first, is opened.`);
for (const file of codespaces.openFiles) assert.ok(existsSync(file), `${file} is there to be opened.`);

const commands = ['onCreateCommand', 'updateContentCommand', 'postCreateCommand', 'postStartCommand', 'postAttachCommand']
  .map(name => configuration[name]).filter(Boolean);
for (const command of commands) assert.equal(typeof command, 'string', 'Commands are strings, which are run by a shell.');

const [, readme] = /^## In VS Code$[^]*?^```sh\n([^]*?)^```/m.exec(readFileSync('README.md', 'utf8'));
for (const line of readme.trimEnd().split('\n').map(line => line.replace(/\s+#.*/, ''))) {
  assert.equal(configuration.postCreateCommand, line, 'What the README tells to type is what the devcontainer runs.');
}
console.log(commands.join('\n'));
