// `pnpm lint`: the contract against Redocly's strict rules and the house's own. A warning fails it too.
import { findProblems } from './redocly.mjs';

const problems = findProblems();
for (const line of problems) console.error(line);
if (problems.length > 0) {
  console.error(`${problems.length} problem(s) in the contract.`);
  process.exitCode = 1;
} else {
  console.log('The contract follows every lint rule.');
}
