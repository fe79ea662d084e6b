package keyfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cryptolint/cryptolint/safeapi/fernet"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/fipstest"
)

func TestUnderFIPS(t *testing.T) { fipstest.Rerun(t) }

// names lists a directory, to see that no temporary file stays.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func TestCreateAndRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "app.key")
	key := secret.Random(32)
	if err := Create(path, key); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path)
	if err != nil || !got.Equal(key) {
		t.Errorf("Read: %v", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if checksMode && info.Mode() != 0o600 {
		t.Errorf("the mode is %v", info.Mode())
	}
	if got := names(t, dir); got != "app.key" {
		t.Errorf("the directory has %s", got)
	}
}

func TestCreateKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "app.key")
	first := secret.Random(32)
	if err := Create(path, first); err != nil {
		t.Fatal(err)
	}
	if err := Create(path, secret.Random(32)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second Create: %v", err)
	}
	if got, err := Read(path); err != nil || !got.Equal(first) {
		t.Errorf("the first key is gone: %v", err)
	}
	if got := names(t, dir); got != "app.key" {
		t.Errorf("the directory has %s", got)
	}
}

func TestCreateWithoutLinks(t *testing.T) {
	dir := t.TempDir()
	temporary, path := filepath.Join(dir, "temporary"), filepath.Join(dir, "app.key")
	if err := os.WriteFile(temporary, []byte("the key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := createWithoutLinks(temporary, path); err != nil {
		t.Fatal(err)
	}
	if err := createWithoutLinks(temporary, path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
	if got, err := Read(path); err != nil || string(got.Reveal()) != "the key" {
		t.Errorf("Read: %v", err)
	}
}

// A file that others could read gets a private successor.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "app.key")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	key := secret.Random(32)
	for range 2 {
		if err := Replace(path, key); err != nil {
			t.Fatal(err)
		}
		if got, err := Read(path); err != nil || !got.Equal(key) {
			t.Errorf("Read: %v", err)
		}
	}
	if got := names(t, dir); got != "app.key" {
		t.Errorf("the directory has %s", got)
	}
}

func TestFailedWritesLeaveNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "app.key")
	if err := os.MkdirAll(filepath.Join(path, "sub"), 0o700); err != nil { // a directory is in the way
		t.Fatal(err)
	}
	if err := Replace(path, secret.Random(32)); err == nil {
		t.Error("Replace of a directory succeeded")
	}
	if err := Create(path, secret.Random(32)); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Create in the place of a directory: %v", err)
	}
	if err := Create(filepath.Join(dir, "missing", "app.key"), secret.Random(32)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Create in a missing directory: %v", err)
	}
	if got := names(t, dir); got != "app.key" {
		t.Errorf("the directory has %s", got)
	}
}

func TestReadRefusesWhatOthersMayRead(t *testing.T) {
	if !checksMode {
		t.Skip("this system has no mode bits")
	}
	path := filepath.Join(t.TempDir(), "app.key")
	if err := os.WriteFile(path, []byte("the key"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0o604, 0o640, 0o644, 0o602, 0o620, 0o601, 0o666, 0o777} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path)
		if !errors.Is(err, ErrPermissions) || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %v: %v", mode, err)
		}
	}
	for _, mode := range []fs.FileMode{0o600, 0o400, 0o440} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err != nil {
			t.Errorf("mode %v: %v", mode, err)
		}
	}
}

// Kubernetes mounts secrets as links; the mode that counts is the file's.
func TestReadFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "data"), filepath.Join(dir, "app.key")
	if err := os.WriteFile(target, []byte("the key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links:", err)
	}
	if got, err := Read(link); err != nil || string(got.Reveal()) != "the key" {
		t.Errorf("Read: %v", err)
	}
	if err := Destroy(link); !errors.Is(err, ErrNotRegular) {
		t.Errorf("Destroy of a link: %v", err)
	}
	if _, err := Read(target); err != nil {
		t.Errorf("Destroy of a link has touched its target: %v", err)
	}
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	empty, large := filepath.Join(dir, "empty"), filepath.Join(dir, "large")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, MaxSize+1); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		empty: ErrSize, large: ErrSize, dir: ErrNotRegular, filepath.Join(dir, "missing"): fs.ErrNotExist,
	} {
		if _, err := Read(path); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	for name, key := range map[string]secret.Bytes{"empty": secret.New(""), "large": secret.New(make([]byte, MaxSize+1))} {
		if err := Replace(filepath.Join(dir, "new"), key); !errors.Is(err, ErrSize) {
			t.Errorf("Replace with an %s secret: %v", name, err)
		}
	}
}

func TestKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fernet.key")
	first, second := fernet.GenerateKey(), fernet.GenerateKey()
	if err := CreateKey(path, first); err != nil {
		t.Fatal(err)
	}
	if err := CreateKey(path, second); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second CreateKey: %v", err)
	}
	got, err := ReadKey(path, fernet.ParseKey)
	if err != nil || got.Reveal() != first.Reveal() {
		t.Errorf("ReadKey: %v", err)
	}
	if err := ReplaceKey(path, second); err != nil {
		t.Fatal(err)
	}
	got, err = ReadKey(path, fernet.ParseKey)
	if err != nil || got.Reveal() != second.Reveal() {
		t.Errorf("ReadKey: %v", err)
	}
	if err := os.WriteFile(path, []byte("not a key\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKey(path, fernet.ParseKey); !errors.Is(err, fernet.ErrKey) || !strings.Contains(err.Error(), path) {
		t.Errorf("ReadKey of another file: %v", err)
	}
}

func TestDestroy(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "app.key"), filepath.Join(dir, "same file")
	key := secret.Random(100)
	if err := Create(path, key); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, other); err != nil {
		t.Skip("no hard links:", err)
	}
	if err := Destroy(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	// The second name shows what became of the bytes.
	left, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 100 || bytes.Contains(left, key.Reveal()[:8]) {
		t.Errorf("%d bytes are left, with the key", len(left))
	}
	for p, want := range map[string]error{path: fs.ErrNotExist, dir: ErrNotRegular} {
		if err := Destroy(p); !errors.Is(err, want) {
			t.Errorf("Destroy(%s): %v, want %v", p, err, want)
		}
	}
}

// Errors name the file and never hold what is in it.
func TestErrorsDoNotLeak(t *testing.T) {
	path := filepath.Join(t.TempDir(), "app.key")
	if err := os.WriteFile(path, []byte("cw_0x689RpI-jtRR7oE8h"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := ReadKey(path, fernet.ParseKey)
	if err == nil || strings.Contains(err.Error(), "cw_0") {
		t.Errorf("the error is %v", err)
	}
}

// Of many that create, one succeeds; whoever reads during many replacements
// reads one of the keys, whole.
func TestConcurrentUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "app.key")
	keys := [][]byte{bytes.Repeat([]byte("a"), 5000), bytes.Repeat([]byte("b"), 9000)}
	var created atomic.Int32
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			if err := Create(path, secret.New(keys[i%2])); err == nil {
				created.Add(1)
			} else if !errors.Is(err, fs.ErrExist) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := created.Load(); n != 1 {
		t.Errorf("%d of 8 created the file", n)
	}
	for i := range 4 {
		group.Go(func() {
			for range 10 {
				if err := Replace(path, secret.New(keys[i%2])); err != nil {
					t.Error(err)
				}
				got, err := Read(path)
				if err != nil {
					t.Error(err)
				} else if b := got.Reveal(); !bytes.Equal(b, keys[0]) && !bytes.Equal(b, keys[1]) {
					t.Errorf("read %d bytes that nobody wrote", len(b))
				}
			}
		})
	}
	group.Wait()
}
