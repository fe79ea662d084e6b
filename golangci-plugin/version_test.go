package golangciplugin

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestSupported(t *testing.T) {
	const v2, v1 = "github.com/golangci/golangci-lint/v2", "github.com/golangci/golangci-lint"
	custom := func(version string) *debug.BuildInfo { // as golangci-lint custom builds it
		return &debug.BuildInfo{Main: debug.Module{Path: v2, Version: version}}
	}
	own := func(path, version string) *debug.BuildInfo { // with a main of one's own
		return &debug.BuildInfo{
			Main: debug.Module{Path: "example.com/lint", Version: "(devel)"},
			Deps: []*debug.Module{{Path: "github.com/golangci/plugin-module-register", Version: "v0.1.2"}, {Path: path, Version: version}},
		}
	}
	flags := func(version string) *debug.BuildInfo { // golangci-lint custom, without the stamp of git
		info := custom("(devel)")
		info.Settings = []debug.BuildSetting{{Key: "-ldflags", Value: "-s -w -X 'main.version=" + version + "-custom-gcl-AbC' -X 'main.date=2026-10-16'"}}
		return info
	}
	replaced := own(v2, "v2.15.0")
	replaced.Deps[1].Replace = &debug.Module{Path: "example.com/fork", Version: "v2.13.0"}
	for name, test := range map[string]struct {
		info    *debug.BuildInfo
		refused string // the version in the message; empty: none
	}{
		"unknown program":         {nil, ""},
		"another program":         {&debug.BuildInfo{Main: debug.Module{Path: "example.com/lint", Version: "v1.0.0"}}, ""},
		"oldest":                  {custom("v2.14.0"), ""},
		"newer":                   {own(v2, "v2.15.0"), ""},
		"built from a dirty tree": {custom("v2.15.0+dirty"), ""},
		"unknown version":         {custom("(devel)"), ""},
		"commit without tags":     {custom("v2.0.0-20261016101112-0123456789ab+dirty"), ""},
		"too old":                 {custom("v2.13.1+dirty"), "v2.13.1+dirty"},
		"too old, own main":       {own(v2, "v2.13.1"), "v2.13.1"},
		"oldest, in flags":        {flags("v2.14.0"), ""},
		"too old, in flags":       {flags("v2.13.1"), "v2.13.1"},
		"version 1":               {own(v1, "v1.64.8"), "v1.64.8"},
		"before the oldest":       {own(v2, "v2.14.0-rc.1"), "v2.14.0-rc.1"},
		"replaced by a too old":   {replaced, "v2.13.0"},
		"replaced by a directory": {&debug.BuildInfo{Deps: []*debug.Module{{Path: v2, Version: "v2.13.0", Replace: &debug.Module{Path: "../golangci-lint"}}}}, ""},
	} {
		err := supported(test.info)
		if test.refused == "" && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if test.refused != "" && (err == nil || !strings.Contains(err.Error(), "golangci-lint "+test.refused+",") || !strings.Contains(err.Error(), "v2.14.0 or later")) {
			t.Errorf("%s: %v, want an error that names %s and what to take", name, err, test.refused)
		}
	}
}
