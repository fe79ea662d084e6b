package changes

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// A repository may be a stranger's, with its .git directory: an archive that
// somebody unpacked, a directory that a build agent handed on, a tracked
// directory that is laid out as a git directory. Its configuration can name
// programs, and git runs them. This file keeps git from that. See "Security" in
// the manual pages git(1), git-config(1) and gitattributes(5).

// harmless returns the options of git that override what a repository can
// configure. They come before the name of the git command.
func harmless() []string {
	options := []string{"--no-pager", "--no-replace-objects"}
	for _, setting := range []string{
		"core.fsmonitor=false",         // a program that is asked which files changed
		"core.hooksPath=" + os.DevNull, // programs that git runs on events
		"safe.bareRepository=explicit", // a tracked directory is no repository, whatever it looks like
		"diff.autoRefreshIndex=false",  // it writes the index
		"core.untrackedCache=false",    // it writes the index
		"core.quotePath=true",          // the diff is read by a program
	} {
		options = append(options, "-c", setting)
	}
	return options
}

// inert returns the environment in which git talks to nobody and writes nothing.
// An object that is missing in a partial clone is not fetched: the address to
// fetch from can be a command.
func inert() []string {
	return []string{
		"LC_ALL=C",
		"GIT_OPTIONAL_LOCKS=0",
		"GIT_NO_LAZY_FETCH=1",
		"GIT_ALLOW_PROTOCOL=none", // for git before 2.45, which does not know GIT_NO_LAZY_FETCH
		"GIT_TERMINAL_PROMPT=0",
		"GIT_ASKPASS=",
		"GIT_EXTERNAL_DIFF=",
	}
}

// withoutFilters returns variables for git that switch off all filters that are
// configured. A filter is a program that git runs on each file of the work tree
// that it compares; .gitattributes says on which.
//
// The names stand in variables of their own, because a name may hold an equals
// sign, at which "git -c" would cut it off.
func (r *Repository) withoutFilters(ctx context.Context) ([]string, error) {
	out, err := run(ctx, r.root, "config", "--list", "--name-only", "-z")
	if err != nil {
		return nil, err
	}
	seen := make(map[string]bool)
	n, _ := strconv.Atoi(os.Getenv("GIT_CONFIG_COUNT")) // what is no number, git refuses
	var variables []string
	set := func(key, value string) {
		variables = append(variables, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", n, key), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", n, value))
		n++
	}
	for key := range strings.SplitSeq(string(out), "\x00") {
		name, ok := filterName(key)
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		set("filter."+name+".clean", "")
		set("filter."+name+".process", "")
		set("filter."+name+".required", "false")
	}
	return append(variables, fmt.Sprintf("GIT_CONFIG_COUNT=%d", n)), nil
}

// filterName returns the name of the filter that a key such as
// "filter.lfs.clean" is about. The name may hold dots.
func filterName(key string) (string, bool) {
	rest, ok := strings.CutPrefix(key, "filter.")
	dot := strings.LastIndexByte(rest, '.')
	if !ok || dot < 0 {
		return "", false
	}
	return rest[:dot], true
}
