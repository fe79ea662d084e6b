package unit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/cryptolint/cryptolint/internal/config"
)

// The environment of the tool of go vet.
const (
	// SettingsVariable holds the configuration itself, encoded. The command
	// line sets it for the processes that go vet starts.
	SettingsVariable = "CRYPTOLINT_SETTINGS"

	// ConfigVariable names a configuration file, for people who run go vet.
	ConfigVariable = "CRYPTOLINT_CONFIG"
)

// settings returns the configuration for the unit: the one that the environment
// gives or names, or else that of the main module, if the unit belongs to it. What
// a dependency ships in its own directory does not count.
func (c compilation) settings(rules []config.Rule) (*config.Config, error) {
	if given, ok, err := fromEnvironment(rules); ok {
		return given, err
	}
	root := ""
	if c.ofMain() {
		root = config.ModuleRoot(c.Dir)
	}
	return ofModule(root, rules)
}

// fromEnvironment returns the configuration that the environment gives or names.
func fromEnvironment(rules []config.Rule) (c *config.Config, ok bool, err error) {
	if text := os.Getenv(SettingsVariable); text != "" {
		c, err = config.Decode(text)
		return c, true, err
	}
	if file := os.Getenv(ConfigVariable); file != "" {
		if !filepath.IsAbs(file) {
			return nil, true, fmt.Errorf("%s must be an absolute path, because go vet runs its tool in the directory of each package: %s is not", ConfigVariable, file)
		}
		c, err = config.Load(context.Background(), file, rules)
		return c, true, err
	}
	return nil, false, nil
}

// ofModule returns the configuration of the module with that root directory.
func ofModule(root string, rules []config.Rule) (*config.Config, error) {
	if root == "" {
		return config.Default(), nil
	}
	file, err := config.Find(root)
	if err != nil || file == "" {
		return config.Default(), err
	}
	return config.Load(context.Background(), file, rules)
}

// runSettings returns all configurations that the units of a run may go by, for
// a go command that was started in dir: those of the environment, or of the main
// module, or of the modules of the workspace.
func runSettings(dir string, rules []config.Rule) ([]*config.Config, error) {
	if given, ok, err := fromEnvironment(rules); ok {
		return []*config.Config{given}, err
	}
	roots, err := mainModules(dir)
	if err != nil {
		return nil, err
	}
	var all []*config.Config
	for _, root := range roots {
		c, err := ofModule(root, rules)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// mainModules returns the root directories of the main modules.
func mainModules(dir string) ([]string, error) {
	work := workFile(dir)
	if work == "" {
		return []string{config.ModuleRoot(dir)}, nil
	}
	return Used(work)
}

// Used returns the root directories of the modules that a go.work file names, in its order.
func Used(work string) ([]string, error) {
	data, err := os.ReadFile(work)
	if err != nil {
		return nil, fmt.Errorf("cannot read the workspace: %w", err)
	}
	parsed, err := modfile.ParseWork(work, data, nil)
	if err != nil {
		return nil, fmt.Errorf("cannot read the workspace: %w", err)
	}
	var roots []string
	for _, use := range parsed.Use {
		root := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(root) {
			root = filepath.Join(filepath.Dir(work), root)
		}
		roots = append(roots, filepath.Clean(root))
	}
	return roots, nil
}

// workFile returns the go.work that the go command uses in dir, or "".
func workFile(dir string) string {
	switch work := os.Getenv("GOWORK"); work {
	case "off":
		return ""
	case "", "auto":
	default:
		return work
	}
	if root := config.DirectoryWith(dir, "go.work"); root != "" {
		return filepath.Join(root, "go.work")
	}
	return ""
}
