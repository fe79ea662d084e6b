package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/internal/tsv"
)

// tables are the two files.
type tables struct {
	replays []replay
	results map[string]result // by the ID of the replay
}

// replay is one vulnerability, and what has to be found of it.
type replay struct {
	id       string
	before   version
	dir      string // of the package, in the module
	file     string
	rule     string
	function string // the declaration around the finding, "-" for none, or its line
	says     string // a part of the message, or empty
	profile  string
	after    version // without a path if there is none
	absent   string  // why there is no version after the fix: unfixed or unserved
	requires []string
	what     string
	note     string
}

// version is one version of a module.
type version struct{ path, number string }

func (v version) String() string { return v.path + "@" + v.number }

// result is what a run found of a replay.
type result struct {
	id             string
	place          string // of the finding, or none
	grade, message string
	path           string // the steps of the value
	after          string // the place of the finding after the fix, or none
}

// none stands for a finding that there is not.
const none = "-"

const (
	unfixed  = "unfixed"
	unserved = "unserved"
)

const (
	replaysFile = "replays.tsv"
	resultsFile = "results.tsv"
)

var (
	replayColumns = []string{"id", "before", "package", "file", "rule", "function", "says", "profile", "after", "requires", "what", "note"}
	resultColumns = []string{"id", "place", "grade", "message", "path", "after"}
)

func readTables(dir string) (*tables, error) {
	t := &tables{results: make(map[string]result)}
	err := tsv.Read(filepath.Join(dir, replaysFile), len(replayColumns), func(f []string) error {
		r, err := newReplay(f)
		t.replays = append(t.replays, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = tsv.Read(filepath.Join(dir, resultsFile), len(resultColumns), func(f []string) error {
		t.results[f[0]] = result{f[0], f[1], f[2], f[3], f[4], f[5]}
		return nil
	})
	return t, err
}

func newReplay(f []string) (replay, error) {
	r := replay{
		id: f[0], dir: f[2], file: f[3], rule: f[4], function: f[5], says: f[6], profile: f[7],
		requires: strings.Fields(f[9]), what: f[10], note: f[11],
	}
	for i, field := range f[:len(f)-1] {
		if field == "" && replayColumns[i] != "requires" && replayColumns[i] != "says" {
			return r, fmt.Errorf("%s is empty", replayColumns[i])
		}
	}
	var err error
	if r.before, err = newVersion(f[1]); err != nil {
		return r, err
	}
	if f[8] == unfixed || f[8] == unserved {
		r.absent = f[8]
		return r, nil
	}
	r.after, err = newVersion(f[8])
	return r, err
}

func newVersion(text string) (version, error) {
	path, number, ok := strings.Cut(text, "@v")
	if !ok {
		return version{}, fmt.Errorf("%q is not module@version", text)
	}
	return version{path, "v" + number}, nil
}

// Write writes the results, in the order of the replays.
func (t *tables) Write(dir string) error {
	rows := [][]string{resultColumns}
	for _, r := range t.replays {
		if got, ok := t.results[r.id]; ok {
			rows = append(rows, []string{got.id, got.place, got.grade, got.message, got.path, got.after})
		}
	}
	return tsv.Write(filepath.Join(dir, resultsFile), rows)
}
