package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/fixture"
)

// TestMain makes two commands for the scripts: the real one, and one with the
// rules of the fixture.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"cryptolint":         main,
		"cryptolint-fixture": func() { run(fixture.Rules(), fixture.Pages) },
		"delete-victim":      deleteVictim,
	})
}

// deleteVictim is a -toolexec program: it deletes the file that VICTIM names
// when a tool is started in its directory, before the tool can read it.
func deleteVictim() {
	victim := os.Getenv("VICTIM")
	if wd, err := os.Getwd(); err == nil && wd == filepath.Dir(victim) {
		_ = os.Remove(victim) // more than one tool may come
	}
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if cmd.Run() != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func TestScripts(t *testing.T) {
	goEnv := goSettings(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, goEnv...)
			env.Setenv("NO_COLOR", "")
			env.Setenv("TERM", "xterm")
			project, err := filepath.Abs("../..")
			if err != nil {
				return err
			}
			env.Setenv("PROJECT", project)
			for name, variable := range map[string]string{"cryptolint": "CRYPTOLINT", "cryptolint-fixture": "FIXTURE", "delete-victim": "DELETE_VICTIM"} {
				path, err := exec.LookPath(name)
				if err != nil {
					return err
				}
				env.Setenv(variable, path)
			}
			return nil
		},
	})
}

// goSettings makes the go command in the scripts use the caches of the go
// command outside, and stay off the network. A script that has to download
// something sets GOPROXY=$PROXY.
func goSettings(t *testing.T) []string {
	t.Helper()
	names := []string{"GOPROXY", "GOSUMDB", "GOCACHE", "GOMODCACHE", "GOTOOLCHAIN"}
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	values := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	settings := []string{"PROXY=" + values[0], "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=off"}
	for i, name := range names[1:] {
		settings = append(settings, name+"="+values[i+1])
	}
	return settings
}
