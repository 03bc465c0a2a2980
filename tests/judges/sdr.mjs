// Converts one SFDX project to metadata format with Salesforce's own library, as a deploy would.
// Reads {project, out} from stdin; prints {components, files, unclaimed} or {error}.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';

const require = createRequire(import.meta.url); // unlike `import`, it looks in NODE_PATH
const { ComponentSet, MetadataConverter, RegistryAccess } = require('@salesforce/source-deploy-retrieve');

const { project, out } = JSON.parse(readFileSync(0, 'utf8'));

async function convert() {
  const { packageDirectories, sourceApiVersion } = JSON.parse(readFileSync(join(project, 'sfdx-project.json'), 'utf8'));
  // Without a version the library asks the network for the newest, waits, and then writes 58.0.
  if (!sourceApiVersion) throw new Error('sfdx-project.json says no sourceApiVersion');
  const folders = packageDirectories.map(({ path }) => join(project, path));
  const components = ComponentSet.fromSource({ fsPaths: folders, registry: new RegistryAccess(undefined, project) });
  components.sourceApiVersion = sourceApiVersion;
  const found = components.getSourceComponents().toArray().flatMap((component) => [component, ...component.getChildren()]);
  await new MetadataConverter().convert(components, 'metadata', { type: 'directory', outputDirectory: out, genUniqueDir: false });
  const claimed = new Set(found.flatMap((component) => [component.xml, ...component.walkContent()]));
  return {
    components: found.map(({ type, fullName }) => ({ type: type.name, fullName })),
    files: filesIn(out).map((file) => slashed(relative(out, file))),
    unclaimed: folders.flatMap(filesIn).filter((file) => !claimed.has(file)).map((file) => slashed(relative(project, file))),
  };
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const slashed = (path) => path.split(sep).join('/');

let answer;
try {
  answer = await convert();
} catch (error) {
  answer = { error: `${error.name}: ${error.message}` };
}
process.stdout.write(JSON.stringify(answer));
