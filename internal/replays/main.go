// Replays runs cryptolint on vulnerabilities that were found in published Go modules: on
// the last version before the fix, where it has to report the defect, and on a version
// after the fix, where it has to be silent about it. From that it writes docs/replays.md.
//
// replays.tsv lists them. A person writes each row after reading the code:
//
//	id        the CVE, GHSA or GO number, or a name if there is no advisory
//	before    module@version with the vulnerability
//	package   its directory in the module
//	file      where the finding is expected, relative to the package
//	rule      the ID of the rule
//	function  the declaration around the finding, as the JSON report calls it, "-" for none, or a line
//	says      a part of the message, where the rule reports other things there, too; else empty
//	profile   "default", or "strict" or "pq" where the rule needs one
//	after     module@version with the fix, "unfixed", or "unserved" where the fixed version cannot be downloaded
//	requires  modules@versions, separated by spaces, that a module without go.mod needs
//	what      one sentence on what went wrong
//	note      why it is missed, or why it is reported after the fix; empty where neither is so
//
// results.tsv is what the last run found.
//
// Usage: go run ./internal/replays [-only-page] [-command cryptolint] [id ...]
package main

import "github.com/cryptolint/cryptolint/internal/survey"

func main() {
	survey.Main("replays", "version", func(dir string) (survey.Tables, error) { return readTables(dir) })
}
