// Package jsontext writes the JSON of reports, lists and files in one form.
package jsontext

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// replacement writes U+FFFD as the character that it is. encoding/json writes the escape
// \ufffd for a byte that is not UTF-8 until Go 1.26, and the character since. An escaped
// backslash comes first, so that what follows it is not taken for an escape.
var replacement = strings.NewReplacer(`\\`, `\\`, `\ufffd`, "\ufffd")

// Write writes a document as indented JSON that ends in a line feed. The bytes are the same
// with each release of Go.
func Write(w io.Writer, document any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return err
	}
	_, err := replacement.WriteString(w, text.String())
	return err
}
