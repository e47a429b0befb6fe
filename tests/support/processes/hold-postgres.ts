// Starts the cluster of the data folder named first, says so, and lives until it is killed.
import { openDataFolder, openSecrets, startEmbedded } from "@tongshu/scripts";

const folder = openDataFolder(process.argv[2] ?? "");
const server = await startEmbedded(folder, openSecrets(folder.secretsFile), "disposable");
process.stdout.write(`${server.adminUrl}\n`);
await server.lost;
