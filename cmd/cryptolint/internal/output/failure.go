package output

import (
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// failureText says in one text what could not be analysed.
func failureText(f finding.Failure) string {
	switch {
	case f.Internal || f.Package == "":
		return f.Message
	case strings.Contains(f.Message, "\n"):
		return "could not analyse " + f.Package + ":\n" + f.Message
	}
	return "could not analyse " + f.Package + ": " + f.Message
}

// orUnknown returns the name, or words for a name that is not known, where a
// format demands one.
func orUnknown(name string) string {
	if name == "" {
		return "(unknown place)"
	}
	return name
}
