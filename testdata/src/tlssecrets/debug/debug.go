// Package debug imports no cryptography.
package debug

import (
	"io"
	"os"
)

// Path is where keys are written.
const Path = "/tmp/keys.log"

// TicketKey is the same in every program.
const TicketKey = "0123456789abcdef0123456789abcdef"

// Log opens the file.
func Log() io.Writer {
	file, err := os.OpenFile(Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return io.Discard
	}
	return file
}
