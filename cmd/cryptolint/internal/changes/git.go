package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// unshallow is the way out where history is missing.
const unshallow = "'git fetch --unshallow' gets the history (for actions/checkout: fetch-depth: 0)"

// Repository is a git repository with a work tree.
type Repository struct {
	root string // of the work tree, absolute, without symbolic links
}

// Open finds the repository of a directory. Errors of this package are sentences
// for the user.
func Open(ctx context.Context, dir string) (*Repository, error) {
	out, err := run(ctx, dir, "rev-parse", "--show-toplevel")
	root := realDir(strings.TrimSuffix(string(out), "\n"))
	switch {
	case ctx.Err() != nil:
		return nil, errors.New("interrupted: nothing was reported")
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("finding what is new needs git, which is not on the PATH")
	case err != nil && strings.Contains(err.Error(), "not a git repository"):
		return nil, fmt.Errorf("finding what is new needs a git repository, and %s is not in one", dir)
	case err != nil:
		return nil, fmt.Errorf("git cannot open the repository of %s: %w", dir, err)
	case !within(root, realDir(dir)):
		return nil, fmt.Errorf("the git repository of %s has its files in %s: correct core.worktree in its configuration", dir, root)
	}
	return &Repository{root: root}, nil
}

// Commit returns the hash of the commit that a revision names.
func (r *Repository) Commit(ctx context.Context, revision string) (string, error) {
	out, err := run(ctx, r.root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	switch {
	case ctx.Err() != nil:
		return "", errors.New("interrupted: nothing was reported")
	case err == nil:
		return strings.TrimSpace(string(out)), nil
	case r.shallow(ctx):
		return "", fmt.Errorf("git knows no commit %q, and this is a shallow clone: %s", revision, unshallow)
	}
	return "", fmt.Errorf("git knows no commit %q: check the name; 'git fetch' gets what a remote has, under a name such as origin/main", revision)
}

// MergeBase returns the hash of the commit at which HEAD and a revision parted.
func (r *Repository) MergeBase(ctx context.Context, revision string) (string, error) {
	commit, err := r.Commit(ctx, revision)
	if err != nil {
		return "", err
	}
	head, err := r.Commit(ctx, "HEAD")
	if err != nil {
		return "", err
	}
	out, err := run(ctx, r.root, "merge-base", head, commit)
	switch {
	case err == nil:
		return strings.TrimSpace(string(out)), nil
	case r.shallow(ctx):
		return "", fmt.Errorf("git cannot find where HEAD and %q diverged, because this is a shallow clone: %s", revision, unshallow)
	}
	return "", fmt.Errorf("HEAD and %q have no commit in common: compare with -new-from-rev instead", revision)
}

// Remote returns the address of the remote origin, or "" if there is none.
func (r *Repository) Remote(ctx context.Context) string {
	out, err := run(ctx, r.root, "config", "--get", "remote.origin.url")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

func (r *Repository) shallow(ctx context.Context) bool {
	out, err := run(ctx, r.root, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}

// run runs git and returns what it prints. The error has git's own words.
func run(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return runWith(ctx, dir, nil, args...)
}

// runWith is run with more variables in the environment.
func runWith(ctx context.Context, dir string, variables []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", slices.Concat(harmless(), args)...)
	cmd.Dir = dir
	cmd.Env = slices.Concat(cmd.Environ(), inert(), variables)
	cmd.WaitDelay = time.Second // a program that git started may keep the pipe open
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("git %s: %s", args[0], strings.Join(strings.Fields(said.String()), " "))
	}
	return out.Bytes(), err
}
