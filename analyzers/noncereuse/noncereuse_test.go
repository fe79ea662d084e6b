package noncereuse_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/noncereuse"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func Test(t *testing.T) { ruletest.Run(t, noncereuse.Analyzer) }
