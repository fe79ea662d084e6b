package fips_test

import (
	"testing"

	"github.com/cryptolint/cryptolint/analyzers/fips"
	"github.com/cryptolint/cryptolint/internal/ruletest"
)

func TestFIPS(t *testing.T) { ruletest.RunProfile(t, fips.Analyzer, "fips", "./profiles/fips/...") }
