// Builds the package of a deployment from its manifests with Salesforce's own library, as `sf project deploy start --manifest` does.
// Reads {project, manifest, post, out} from stdin; prints {files, deleted} or {error}. `post` names what is deleted afterwards.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';

const require = createRequire(import.meta.url); // unlike `import`, it looks in NODE_PATH
const { ComponentSet, DestructiveChangesType, MetadataConverter, RegistryAccess } = require('@salesforce/source-deploy-retrieve');

const { project, manifest, post, out } = JSON.parse(readFileSync(0, 'utf8'));

async function build() {
  const { packageDirectories, sourceApiVersion } = JSON.parse(readFileSync(join(project, 'sfdx-project.json'), 'utf8'));
  const components = await ComponentSet.fromManifest({
    manifestPath: join(project, manifest),
    resolveSourcePaths: packageDirectories.map(({ path }) => join(project, path)),
    registry: new RegistryAccess(undefined, project),
    destructivePost: join(project, post),
  });
  components.sourceApiVersion = sourceApiVersion;
  await new MetadataConverter().convert(components, 'metadata', { type: 'directory', outputDirectory: out, genUniqueDir: false });
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const { types } = await components.getObject(DestructiveChangesType.POST).then(({ Package }) => Package);
  return { files, deleted: Object.fromEntries(types.map(({ name, members }) => [name, members])) };
}

let answer;
try {
  answer = await build();
} catch (error) {
  answer = { error: `${error.name}: ${error.message}` };
}
process.stdout.write(JSON.stringify(answer));
