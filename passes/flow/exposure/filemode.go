package exposure

import (
	"fmt"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// FileMode returns the mode with which a file is made, and says so. It is 0 of what is not
// known.
func FileMode(a flow.Alternative) (mode int64, made string) {
	if mode, ok := flow.OnlyInteger(a); ok {
		return mode, fmt.Sprintf("with the mode %#o", mode)
	}
	file := a.Part(cryptoapi.File)
	switch {
	case file == nil:
		return 0, ""
	case file.Name == "os.Create" || file.Name == "os.Root.Create":
		return 0o666, "that os.Create makes, with mode 0666 minus the umask"
	}
	for _, o := range file.Of {
		if mode, ok := flow.Integer(o); ok {
			return mode, fmt.Sprintf("with the mode %#o", mode)
		}
	}
	return 0, ""
}
