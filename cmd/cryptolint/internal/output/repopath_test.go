package output

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestRepoURI(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the names are those of Unix")
	}
	for _, c := range []struct {
		name, file, want string
		inside           bool
	}{
		{"below the root", "/home/me/shop/pay/card.go", "pay/card.go", true},
		{"blank, umlaut, emoji", "/home/me/shop/p\u00e4y ment/\U0001f600.go", "p%C3%A4y%20ment/%F0%9F%98%80.go", true},
		{"what means something in a URI", "/home/me/shop/100%/a?b#c[1].go", "100%25/a%3Fb%23c%5B1%5D.go", true},
		{"a colon is no scheme", "/home/me/shop/a:b.go", "./a:b.go", true},
		{"bytes that are not UTF-8", "/home/me/shop/\xff.go", "%FF.go", true},
		{"a module in the cache", "/home/me/go/pkg/mod/example.com/x@v1.0.0/x.go", "file:///home/me/go/pkg/mod/example.com/x@v1.0.0/x.go", false},
		{"a name that begins alike", "/home/me/shopping/list.go", "file:///home/me/shopping/list.go", false},
		{"dots in a name", "/home/me/shop/..a.go", "..a.go", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, inside := repoURI("/home/me/shop", c.file)
			if got != c.want || inside != c.inside {
				t.Errorf("got %s, %v; want %s, %v", got, inside, c.want, c.inside)
			}
		})
	}
}

// The repository was entered by way of a link, and go vet names the files by
// their real folder.
func TestRepoPathThroughALink(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "real", "pay", "card.go")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(filepath.Join(dir, "real"), link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if got, inside := repoPath(link, file); got != "pay/card.go" || !inside {
		t.Errorf("got %s, %v; want pay/card.go, true", got, inside)
	}
}
