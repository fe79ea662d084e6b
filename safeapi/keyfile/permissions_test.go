package keyfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/fernet"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

const (
	app    = 1000  // the user of the program
	nobody = 65534 // another one
)

// How platforms provide secrets, and how they do not.
func TestWhatIsRead(t *testing.T) {
	for _, c := range []struct {
		what             string
		mode             fs.FileMode
		owner, user      int
		private, mounted bool
	}{
		{"made by Create", 0o600, app, app, true, true},
		{"made by Create, as root", 0o600, root, root, true, true},
		{"Kubernetes with fsGroup", 0o440, root, app, true, true},
		{"Kubernetes with fsGroup, as root", 0o440, root, root, true, true},
		{"Kubernetes with defaultMode: 0400, as root", 0o400, root, root, true, true},
		{"Kubernetes by default", 0o644, root, app, false, true},
		{"systemd LoadCredential", 0o440, root, app, true, true},
		{"systemd LoadCredential, of the service", 0o400, app, app, true, true},
		{"Docker", 0o444, root, app, false, true},
		{"Docker, as root", 0o444, root, root, false, true},
		{"read-only, for a group", 0o040, root, app, true, true},
		{"chmod 640", 0o640, app, app, false, true},
		{"the group may write", 0o620, app, app, false, false},
		{"the group may write, read-only for the owner", 0o460, root, app, false, false},
		{"others may write", 0o602, app, app, false, false},
		{"executable", 0o540, root, app, false, true},
		{"executable for the group", 0o450, root, app, false, false},
		{"of another user, read by root", 0o600, nobody, root, false, false},
		{"of another user, read-only for the group", 0o440, nobody, app, false, false},
		{"of another user, in a container", 0o444, nobody, app, false, false},
		{"of an unknown user", 0o600, -1, app, false, false},
	} {
		for name, check := range map[string]struct {
			err  error
			good bool
		}{
			"Read":        {checkPrivate(c.mode, c.owner, c.user), c.private},
			"ReadMounted": {checkMounted(c.mode, c.owner, c.user), c.mounted},
		} {
			if check.good && check.err != nil || !check.good && !errors.Is(check.err, ErrPermissions) {
				t.Errorf("%s, %#o: %s: %v", c.what, c.mode, name, check.err)
			}
		}
	}
}

// The advice in the error must work.
func TestAdviceFitsThePlatform(t *testing.T) {
	for what, c := range map[string]struct {
		err  error
		says string
	}{
		"Docker":       {checkPrivate(0o444, root, app), "ReadMounted"},
		"Kubernetes":   {checkPrivate(0o644, root, app), "fsGroup"},
		"own file":     {checkPrivate(0o644, app, app), "chmod 600"},
		"another user": {checkPrivate(0o600, nobody, root), "chown"},
	} {
		if !strings.Contains(c.err.Error(), c.says) {
			t.Errorf("%s: %v, want advice with %q", what, c.err, c.says)
		}
	}
}

func TestReadLooksAtTheOwner(t *testing.T) {
	if os.Geteuid() != root {
		t.Skip("only root can give a file away")
	}
	path := filepath.Join(t.TempDir(), "app.key")
	if err := os.WriteFile(path, []byte("a key of somebody else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(path, nobody, nobody); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path); !errors.Is(err, ErrPermissions) {
		t.Errorf("Read of a file of nobody: %v", err)
	}
	if _, err := ReadMounted(path); !errors.Is(err, ErrPermissions) {
		t.Errorf("ReadMounted of a file of nobody: %v", err)
	}
}

func TestReadMounted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "app-key")
	key := fernet.GenerateKey()
	if err := os.WriteFile(path, []byte(key.Reveal()), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o444); err != nil { // as Docker does
		t.Fatal(err)
	}
	if checksMode {
		if _, err := Read(path); !errors.Is(err, ErrPermissions) {
			t.Errorf("Read: %v", err)
		}
	}
	if got, err := ReadMounted(path); err != nil || string(got.Reveal()) != key.Reveal() {
		t.Errorf("ReadMounted: %v", err)
	}
	if got, err := ReadMountedKey(path, fernet.ParseKey); err != nil || got.Reveal() != key.Reveal() {
		t.Errorf("ReadMountedKey: %v", err)
	}
}

// A program that is killed while it creates a key leaves a temporary file. Files
// of others whose names look like it, which may be keys, stay.
func TestLeftoversAreRemoved(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "app.key")
	old, fresh := filepath.Join(dir, ".keyfile-tmp-1"), filepath.Join(dir, ".keyfile-tmp-2")
	others := []string{filepath.Join(dir, ".keyfile-prod"), filepath.Join(dir, ".keyfile-tmp-prod"), filepath.Join(dir, "keyfile-tmp-3")}
	for _, p := range append(others, old, fresh) {
		if err := os.WriteFile(p, []byte("the key"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * time.Hour)
	for _, p := range append(others, old) {
		if err := os.Chtimes(p, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := Create(path, secret.Random(32)); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != ".keyfile-prod .keyfile-tmp-2 .keyfile-tmp-prod app.key keyfile-tmp-3" {
		t.Errorf("the directory has %s", got)
	}
}

// Killed after the link and before the removal of the temporary name, the file
// has both names.
func TestLeftoverOfTheKeyItself(t *testing.T) {
	dir := t.TempDir()
	path, left := filepath.Join(dir, "app.key"), filepath.Join(dir, ".keyfile-tmp-1")
	key := secret.Random(32)
	if err := Create(path, key); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, left); err != nil {
		t.Skip("no hard links:", err)
	}
	long := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	if err := Create(filepath.Join(dir, "other.key"), secret.Random(32)); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(path); err != nil || !got.Equal(key) {
		t.Errorf("the key is gone: %v", err)
	}
	if got := names(t, dir); got != "app.key other.key" {
		t.Errorf("the directory has %s", got)
	}
}
