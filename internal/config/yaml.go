package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// maxSize bounds a configuration file in bytes. Files of people have a few
// hundred; the bound is there for what is no configuration at all.
const maxSize = 1 << 20

// atLine is how the YAML parser begins an error that has a line.
var atLine = lazyregexp.New(`^line (\d+): `)

// readYAML reads the one document of a file into nodes. Aliases stay what they
// are: no alias is expanded, so a small file stays small.
func readYAML(file string, data []byte) (*yaml.Node, error) {
	if len(data) > maxSize {
		return nil, fmt.Errorf("%s: a configuration has at most %d bytes: this is something else", file, maxSize)
	}
	var root, more yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	err := decoder.Decode(&root)
	if errors.Is(err, io.EOF) {
		return &root, nil
	}
	if err != nil {
		return nil, syntaxError(file, err)
	}
	switch err := decoder.Decode(&more); {
	case errors.Is(err, io.EOF):
		return &root, nil
	case err != nil:
		return nil, syntaxError(file, err)
	}
	return nil, fmt.Errorf("%s:%d: a second document begins here: a configuration is one document", file, more.Line)
}

// syntaxError puts the place first, as in all messages.
func syntaxError(file string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if m := atLine.FindStringSubmatch(text); m != nil {
		return fmt.Errorf("%s:%s: this is not YAML: %s", file, m[1], text[len(m[0]):])
	}
	return fmt.Errorf("%s: this is not YAML: %s", file, text)
}
