// Package placements has a comment of each kind at each place where somebody might
// put it. It is read by a test that runs the command, and by one that runs
// golangci-lint with the plugin; both have to find the same.
//
// A line with the name "reported" is a finding, one with the name "silenced" is one
// that a comment silences. A line with "Row:" is the row of a file in
// docs/ignoring.md: the comment, the place, and what is silenced there.
package placements
