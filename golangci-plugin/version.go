package golangciplugin

import (
	"fmt"
	"regexp"
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
	for _, version := range versions(info) {
		// The version of a commit says nothing of what came before it.
		if !semver.IsValid(version) || module.IsPseudoVersion(version) || semver.Compare(version, oldest) >= 0 {
			continue
		}
		return fmt.Errorf("this is golangci-lint %s, which loses findings when it reads its cache: build with %s or later (version in .custom-gcl.yml)", version, oldest)
	}
	return nil
}

// versions returns what the program says of the version of golangci-lint.
func versions(info *debug.BuildInfo) []string {
	var all []string
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path != "github.com/golangci/golangci-lint/v2" && m.Path != "github.com/golangci/golangci-lint" {
			continue
		}
		if m.Replace != nil {
			m = m.Replace
		}
		all = append(all, m.Version)
	}
	for _, s := range info.Settings {
		if match := customVersion.FindStringSubmatch(s.Value); s.Key == "-ldflags" && match != nil {
			all = append(all, match[1])
		}
	}
	return all
}

// customVersion finds the version in the flags with which "golangci-lint custom"
// builds: main.version=v2.15.0-custom-gcl-….
var customVersion = regexp.MustCompile(`main\.version=(v[0-9.]+)-custom-gcl`)
