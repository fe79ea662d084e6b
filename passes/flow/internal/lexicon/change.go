package lexicon

import "slices"

// SaysChange reports whether the name of a function says that somebody who is known changes
// or removes something: ChangePassword, updateEmail.
func SaysChange(name string) bool {
	return slices.ContainsFunc(Words(name), func(word string) bool { return slices.Contains(changes, word) })
}

var changes = []string{"change", "update", "set", "delete", "remove", "confirm", "disable", "enable", "register", "create", "encrypt", "decrypt", "unlock"}

// making are words for bringing something into being, at the beginning of a name.
var making = []string{"generate", "gen", "new", "create", "make", "issue"}

// SaysMaking reports whether the name of a function says that it makes something new:
// generateToken, NewCode.
func SaysMaking(name string) bool {
	words := Words(name)
	return len(words) > 1 && slices.Contains(making, words[0])
}

// failures are words for what goes wrong, or for saying so.
var failures = []string{
	"err", "error", "errorf", "errors", "fail", "fails", "failed", "failure", "failf", "reject", "rejected", "refuse", "refused", "deny", "denied", "forbid", "forbidden",
	"unauthorized", "unauthenticated", "invalid", "malformed", "mismatch", "bad", "abort", "wrap", "wrapf", "status", "problem", "fault", "violation",
}

// SaysFailure reports whether the name of a function says that it tells of a failure.
func SaysFailure(name string) bool { return says(name, failures) }
