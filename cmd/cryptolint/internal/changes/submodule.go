package changes

import (
	"context"
	"os"
	"path/filepath"
	"strings"
)

// gitlink is the mode of a submodule in the index and in trees.
const gitlink = "160000"

// addSubmodules adds what is new in the submodules that are checked out. Each is
// compared with the commit of it that the outer commit names. Where that cannot be
// done, such as for a submodule that the commit does not have, all of it is new.
func (c *Changes) addSubmodules(ctx context.Context, r *Repository, commit string, extensions []string) error {
	out, err := run(ctx, r.root, "ls-files", "--stage", "-z")
	if err != nil {
		return err
	}
	for entry := range strings.SplitSeq(string(out), "\x00") {
		info, name, found := strings.Cut(entry, "\t")
		if !found || !strings.HasPrefix(info, gitlink+" ") || !checkedOut(filepath.Join(r.root, filepath.FromSlash(name))) {
			continue
		}
		inner, err := submodule(ctx, r, commit, name, extensions)
		if err != nil || inner == nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.folders = append(c.folders, name)
			continue
		}
		for file, changed := range inner.files {
			c.files[name+"/"+file] = changed
		}
		for _, folder := range inner.folders {
			c.folders = append(c.folders, name+"/"+folder)
		}
	}
	return nil
}

// checkedOut reports whether a submodule has files: without, there is nothing to
// analyse.
func checkedOut(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}

// submodule returns what is new in a submodule, or nil if the outer commit has none
// of that name.
func submodule(ctx context.Context, outer *Repository, commit, name string, extensions []string) (*Changes, error) {
	out, err := run(ctx, outer.root, "ls-tree", "-z", "--full-tree", commit, "--", name)
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(string(out)) // 160000 commit HASH NAME
	if len(fields) < 3 || fields[0] != gitlink {
		return nil, nil
	}
	dir := filepath.Join(outer.root, filepath.FromSlash(name))
	inner, err := Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	if inner.root != realDir(dir) {
		return nil, nil // no repository of its own, whatever its .git says
	}
	base, err := inner.Commit(ctx, fields[2])
	if err != nil {
		return nil, err // fetched without its history
	}
	return inner.Since(ctx, base, extensions)
}
