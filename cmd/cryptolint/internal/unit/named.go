package unit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// AllVariable, if it is not empty, makes each unit tell its findings, also those
// of modules that others made. The command line sets it when people name such.
const AllVariable = "CRYPTOLINT_ALL_UNITS"

// asNamed returns the arguments with which the unit tells its findings.
//
// The go command marks a unit as a dependency if only its facts are wanted. But
// it keeps one answer for both until Go 1.26: asked first about a package that
// imports this one, and later about this one, it would take the answer without
// findings from its cache, and a package with a finding would pass for clean. So
// the units of the main module always tell what they find, and the command line
// picks what was asked for. It is not done for fixes that are applied, of which
// the go command keeps none for dependencies, nor for fixes that go vet shows by
// itself, where nobody would pick.
func (c compilation) asNamed(args []string) ([]string, error) {
	fixing := slices.Contains(args, "-fix")
	shown := slices.Contains(args, "-diff") && os.Getenv(SettingsVariable) != ""
	if !c.VetxOnly || fixing && !shown || !c.telling() {
		return args, nil
	}
	last := len(args) - 1
	data, err := os.ReadFile(args[last])
	if err != nil {
		return nil, fmt.Errorf("cannot read the output of go vet for the package: %w", err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, fmt.Errorf("cannot read the output of go vet for the package in %s: %w", args[last], err)
	}
	fields["VetxOnly"] = json.RawMessage("false")
	if data, err = json.Marshal(fields); err != nil {
		return nil, fmt.Errorf("cannot write the output of go vet for the package: %w", err)
	}
	named := filepath.Join(filepath.Dir(args[last]), "named.cfg") // in the directory that the go command made for the unit
	if err := os.WriteFile(named, data, 0o666); err != nil {
		return nil, fmt.Errorf("cannot write the output of go vet for the package: %w", err)
	}
	return append(slices.Clone(args[:last]), named), nil
}

// telling reports whether the unit tells its findings even if the go command wants its
// facts alone. Since Go 1.27 the go command keeps two answers.
func (c compilation) telling() bool {
	return os.Getenv(AllVariable) != "" || c.ofMain() && !c.twoAnswers
}
