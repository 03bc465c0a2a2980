// What jsforce makes of an org. Arguments: URL and token of a stand-in. Prints one object of what it found and did.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url); // unlike `import`, it looks in NODE_PATH
const { Connection } = require('jsforce');

const [instanceUrl, accessToken] = process.argv.slice(2);
const conn = new Connection({ instanceUrl, accessToken, version: '67.0', maxRequest: 1 });

/** The code and the words of a refusal. */
async function refusal(promise) {
  try {
    return await promise;
  } catch (error) {
    return { code: error.errorCode ?? error.name, says: String(error.message) };
  }
}

const found = {};
found.identity = await conn.identity();
const leads = await conn.query('SELECT Id, Email FROM Lead ORDER BY Id LIMIT 2');
found.query = { total: leads.totalSize, done: leads.done, first: leads.records[0].Id };
found.found = await conn.sobject('Lead').find({ Email: 'anna@rotor.example', HasOptedOutOfEmail: false }, ['Id', 'Email']).limit(3);
found.count = (await conn.query('SELECT COUNT() FROM Lead')).totalSize;
found.wrong = await refusal(conn.query('SELECT Nope FROM Lead'));
found.describe = (await conn.sobject('Lead').describe()).fields.find((field) => field.name === 'Email').permissionable;
found.objects = (await conn.describeGlobal()).sobjects.map((one) => one.name);
found.tooling = (await conn.tooling.query("SELECT QualifiedApiName, IsFlsEnabled FROM FieldDefinition WHERE EntityDefinitionId = 'Lead' AND QualifiedApiName = 'Email'")).records[0].IsFlsEnabled;

const made = await conn.sobject('Account').create({ Name: 'Rotor' });
found.made = made;
found.updated = await conn.sobject('Account').update({ Id: made.id, Name: 'Rotor AG' });
found.several = await conn.sobject('Account').create([{ Name: 'A' }, { Name: 'B' }]);
found.read = await conn.sobject('Account').retrieve(made.id);
found.refused = await refusal(conn.sobject('Lead').create({ LastName: 'Berg' }));
found.deleted = await conn.sobject('Account').destroy(made.id);

conn.bulk2.pollInterval = 100;
found.bulk = await conn.bulk2.loadAndWaitForResults({
  object: 'Account',
  operation: 'update',
  input: [
    { Id: found.several[0].id, Name: 'C' },
    { Id: '0015g00000zzzzzAAA', Name: 'D' },
  ],
  pollTimeout: 20000,
  pollInterval: 100,
});
const stream = await conn.bulk2.query('SELECT Id, Name FROM Account', { pollTimeout: 20000, pollInterval: 100 });
found.exported = await stream.toArray();

console.log(JSON.stringify(found));
