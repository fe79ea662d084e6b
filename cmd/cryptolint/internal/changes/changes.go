// Package changes tells which lines are new since a commit. It asks git.
package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Changes are the lines of the work tree that a commit does not have.
type Changes struct {
	root    string
	files   map[string]*file // by the name from root, with slashes
	folders []string         // that are new as a whole, by the name from root, with slashes
}

// file is what is new in one file.
type file struct {
	all   bool // all of it
	lines map[int]bool
}

// Since compares the work tree with a commit. Of files, only those with one of the
// extensions count, such as ".go". Files that git does not track are new, unless
// git ignores them. A file that was renamed is compared with what it was. Lines
// that were only moved are not new. Submodules are compared with the commits of them
// that the commit names.
func (r *Repository) Since(ctx context.Context, commit string, extensions []string) (*Changes, error) {
	c := &Changes{root: r.root, files: make(map[string]*file)}
	var names []string
	for _, extension := range extensions {
		names = append(names, ":(top,glob)**/*"+extension)
	}
	if len(names) == 0 {
		return c, nil
	}
	filters, err := r.withoutFilters(ctx)
	if err != nil {
		return nil, failed(ctx, err)
	}
	diff, err := runWith(ctx, r.root, filters, slices.Concat([]string{
		"diff", "--unified=0", "--inter-hunk-context=0", "--find-renames",
		"--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/",
		"--ignore-submodules=all", commit, "--",
	}, names)...)
	if err == nil {
		err = c.addDiff(bytes.NewReader(diff))
	}
	if err != nil {
		return nil, failed(ctx, err)
	}
	untracked, err := run(ctx, r.root, slices.Concat([]string{"ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"}, names)...)
	if err != nil {
		return nil, failed(ctx, err)
	}
	for name := range strings.SplitSeq(string(untracked), "\x00") {
		c.files[name] = &file{all: true}
	}
	if err := c.addSubmodules(ctx, r, commit, extensions); err != nil {
		return nil, failed(ctx, err)
	}
	return c, nil
}

func failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("interrupted: nothing was reported")
	}
	return fmt.Errorf("cannot determine what is new: %w", err)
}

// addDiff reads the output of git diff. What git takes for binary is new as a
// whole.
func (c *Changes) addDiff(diff io.Reader) error {
	files, _, err := gitdiff.Parse(diff)
	if err != nil {
		return fmt.Errorf("git diff: %w", err)
	}
	var m movement
	for _, f := range files {
		for _, hunk := range f.TextFragments {
			m.remove(hunk)
		}
	}
	for _, f := range files {
		if f.IsDelete {
			continue
		}
		changed := &file{all: f.IsBinary || f.IsNew && len(f.TextFragments) == 0, lines: make(map[int]bool)}
		c.files[f.NewName] = changed
		for _, hunk := range f.TextFragments {
			for _, n := range m.added(hunk) {
				changed.lines[n] = true
			}
		}
	}
	return nil
}

// New reports whether one of the lines, from first to last, is new. A file outside
// the repository is: nobody can tell what it was. A symbolic link is new where the
// link is, or the line of the file that it leads to.
func (c *Changes) New(name string, first, last int) bool {
	link := finding.Real(name)
	file, err := filepath.EvalSymlinks(link)
	if err != nil || file == link {
		return c.newIn(link, first, last)
	}
	return c.newIn(link, 1, math.MaxInt) || c.newIn(file, first, last)
}

// newIn is New of a name without symbolic links, or of a link itself, in which any
// line is the whole of it.
func (c *Changes) newIn(name string, first, last int) bool {
	rel, err := filepath.Rel(c.root, name)
	if err != nil || !filepath.IsLocal(rel) {
		return true
	}
	rel = filepath.ToSlash(rel)
	if slices.ContainsFunc(c.folders, func(folder string) bool { return strings.HasPrefix(rel, folder+"/") }) {
		return true
	}
	changed := c.files[rel]
	if changed == nil {
		return false
	}
	if changed.all {
		return true
	}
	for line := range changed.lines {
		if first <= line && line <= max(first, last) {
			return true
		}
	}
	return false
}

// within tells whether a directory is root or lies below it.
func within(root, dir string) bool {
	rel, err := filepath.Rel(root, dir)
	return err == nil && (rel == "." || filepath.IsLocal(rel))
}

func realDir(dir string) string { return filepath.Dir(finding.Real(filepath.Join(dir, "file"))) }
