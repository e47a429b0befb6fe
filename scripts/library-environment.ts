// What libraries read from the environment when they are loaded; so this file is imported before any of them.

// The gateway library reports home and asks cloud metadata addresses unless it is told not to.
process.env["APOLLO_TELEMETRY_DISABLED"] = "1";
// Outside production graphql-js checks each instance twice and Apollo Server shows stack traces.
process.env["NODE_ENV"] ??= "production";
