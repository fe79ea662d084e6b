package ir

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// SetsDefaults reports whether what fills a struct reads defaults from the tags of its
// fields: readers of the environment and of flags do, those of JSON do not.
func SetsDefaults(s cryptoapi.Source) bool { return s.Kind == cryptoapi.Environment }
