package golangciplugin

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// oldest is the first version of golangci-lint that gives analyzers all facts
// back that it took from them. Older ones lose some when they read their cache,
// and findings with them.
const oldest = "v2.14.0"

// supported refuses a golangci-lint that is too old. info is about the program;
// of nil, and where the version is not in it, nothing is known, and nothing is
// refused.
func supported(info *debug.BuildInfo) error {
	if info == nil {
		return nil
	}
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path != "github.com/golangci/golangci-lint/v2" && m.Path != "github.com/golangci/golangci-lint" {
			continue
		}
		version := m.Version
		if m.Replace != nil {
			version = m.Replace.Version
		}
		// The version of a commit says nothing of what came before it.
		if !semver.IsValid(version) || module.IsPseudoVersion(version) || semver.Compare(version, oldest) >= 0 {
			continue
		}
		return fmt.Errorf("this is golangci-lint %s, which loses findings when it reads its cache: build with %s or later (version in .custom-gcl.yml)", version, oldest)
	}
	return nil
}
