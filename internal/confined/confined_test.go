package confined_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cryptolint/cryptolint/internal/confined"
)

func TestFile(t *testing.T) {
	base := t.TempDir()
	root := filepath.Join(base, "repository")
	for _, dir := range []string{"repository/shop/reports", "repository/.git/hooks", "elsewhere"} {
		if err := os.MkdirAll(filepath.Join(base, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"repository/baseline.json", "elsewhere/secret"} {
		if err := os.WriteFile(filepath.Join(base, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"repository/shop/out":      "../../elsewhere",
		"repository/shop/in":       "reports",
		"repository/shop/secret":   "../../elsewhere/secret",
		"repository/shop/known":    "../baseline.json",
		"repository/shop/dangling": "../../elsewhere/new",
		"repository/shop/loop":     "loop",
		"repository/shop/zero":     os.DevNull,
	} {
		if err := os.Symlink(target, filepath.Join(base, link)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	for _, name := range []string{"a.sarif", "reports/a.sarif", "new/deep/a.sarif", "in/a.sarif", "../baseline.json", "known", ".github/a"} {
		got, err := confined.File(root, filepath.Join(root, "shop"), name)
		if want := filepath.Join(root, "shop", name); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
	for name, why := range map[string]string{
		"/tmp/a":               "absolute",
		"../../a":              "leads out",
		"reports/../../../a":   "leads out",
		"out/a.sarif":          "leads out",
		"out/new/a.sarif":      "leads out",
		"secret":               "leads out",
		"dangling":             "does not exist",
		"loop":                 "cannot be checked",
		"zero":                 "leads out",
		"reports":              "a directory",
		"../.git/config":       "git",
		"../.GIT/hooks/commit": "git",
	} {
		if _, err := confined.File(root, filepath.Join(root, "shop"), name); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v, want an error with %q", name, err, why)
		}
	}
}
