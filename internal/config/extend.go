package config

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/internal/confined"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// PolicyName is the file of a module that is extended where none is named.
const PolicyName = "cryptolint.yaml"

// maxDepth bounds how many files extend one another. Three are usual: a company, a
// department, a repository.
const maxDepth = 8

// fetchTime bounds how long the go command may fetch a module.
const fetchTime = 2 * time.Minute

// remote is a file of a module: example.com/policy@v1.2.0/strict.yaml. The version
// is exact, so that the same commit always goes by the same policy.
var remote = lazyregexp.New(`^([A-Za-z0-9][^\s@]*)@(v\d+\.\d+\.\d+[0-9A-Za-z.+-]*)(?:/(\S+))?$`)

// policyFile is a configuration file and what it may lead to.
type policyFile struct {
	name string // for messages, and as the source of values
	path string
	root string // files that it names lie below
}

// checkExtends refuses what is neither a file nor a module at a version.
func checkExtends(value string) error {
	switch {
	case strings.Contains(value, "://"):
		return fmt.Errorf("extends %q is a web address: name a file, or a module at a version, such as example.com/policy@v1.2.0", value)
	case remote.MatchString(value):
		return nil
	case strings.Contains(value, "@"):
		return fmt.Errorf("extends %q does not name an exact version of a module: write it as in example.com/policy@v1.2.0", value)
	case value == "":
		return errors.New("extends takes the name of a file, or a module at a version, such as example.com/policy@v1.2.0")
	}
	return nil
}

// loadFile reads a file and those that it extends.
func loadFile(ctx context.Context, file policyFile, rules []Rule, above []string) (*Config, error) {
	data, err := readBounded(file.path)
	var failed *fs.PathError
	if errors.As(err, &failed) {
		failed.Path = file.name // as people wrote it
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the configuration: %w", err)
	}
	own, err := Parse(file.name, data, rules)
	if err != nil {
		return nil, err
	}
	if len(above) > 0 {
		if err := own.checkPolicy(); err != nil {
			return nil, err
		}
	}
	if own.Extends == "" {
		return own, nil
	}
	at := own.Source("extends")
	next, err := file.extended(ctx, own.Extends)
	if err != nil {
		return nil, fmt.Errorf("%s: extends %s: %w", at, own.Extends, err)
	}
	above = append(above, file.path)
	for _, path := range above {
		if path == next.path {
			return nil, fmt.Errorf("%s: extends %s: that file extends this one", at, own.Extends)
		}
	}
	if len(above) >= maxDepth {
		return nil, fmt.Errorf("%s: more than %d files extend one another", at, maxDepth)
	}
	base, err := loadFile(ctx, next, rules, above)
	if err != nil {
		return nil, err
	}
	return base.extend(own)
}

// checkPolicy refuses keys that only the last file can have, because they name
// files or revisions of one repository.
func (c *Config) checkPolicy() error {
	for _, key := range []string{"baseline", "output", "new-from-rev", "new-from-merge-base"} {
		if from := c.Source(key); from.File != "" {
			return fmt.Errorf("%s: %s is about one repository: a file that others extend cannot have it", from, key)
		}
	}
	return nil
}

// extended finds the file that a file extends.
func (f policyFile) extended(ctx context.Context, name string) (policyFile, error) {
	if m := remote.FindStringSubmatch(name); m != nil {
		dir, err := fetch(ctx, m[1]+"@"+m[2], f.path)
		if err != nil {
			return policyFile{}, err
		}
		below := m[3]
		if below == "" {
			below = PolicyName
		}
		path, err := confined.File(dir, dir, filepath.FromSlash(below))
		if err != nil {
			return policyFile{}, fmt.Errorf("%s %w", below, err)
		}
		return policyFile{m[1] + "@" + m[2] + "/" + below, path, dir}, nil
	}
	path, err := confined.File(f.root, filepath.Dir(f.path), filepath.FromSlash(name))
	if err != nil {
		return policyFile{}, fmt.Errorf("it %w: a policy for many repositories is a module", err)
	}
	return policyFile{filepath.Join(filepath.Dir(f.name), filepath.FromSlash(name)), path, f.root}, nil
}

// fetch has the go command fetch a module at a version, and returns the directory
// in the module cache. The go command verifies it: by the go.sum of the module that
// the file belongs to, or else by the checksum database. It runs in a directory of
// its own, so it writes to no go.sum and obeys no replace directive.
func fetch(ctx context.Context, module, file string) (string, error) {
	dir, err := os.MkdirTemp("", "cryptolint-")
	if err != nil {
		return "", fmt.Errorf("cannot create a temporary directory: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module policy\n\ngo 1.26\n"), 0o600); err != nil {
		return "", fmt.Errorf("cannot write a temporary file: %w", err)
	}
	if root := ModuleRoot(filepath.Dir(file)); root != "" {
		sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o600)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("cannot copy go.sum: %w", err)
		}
	}
	ctx, stop := context.WithTimeout(ctx, fetchTime)
	defer stop()
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", "--", module)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GO111MODULE=on", "GOFLAGS=", "GOTOOLCHAIN=local")
	cmd.WaitDelay = time.Second
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	var answer struct{ Dir, Error string }
	if cause := ctx.Err(); cause != nil {
		return "", fmt.Errorf("the go command did not fetch it: %w", cause)
	}
	if json.Unmarshal(out, &answer) == nil && answer.Error != "" {
		return "", fmt.Errorf("the go command cannot fetch it: %s", strings.Join(strings.Fields(answer.Error), " "))
	}
	if err != nil || answer.Dir == "" {
		return "", fmt.Errorf("the go command cannot fetch it: %s", strings.Join(strings.Fields(said.String()), " "))
	}
	return answer.Dir, nil
}
