package survey

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// kept notes what is asked of tables.
type kept struct {
	asked []string
	err   error // of Update
}

func (k *kept) Update(_ context.Context, _ *Runner, named []string) error {
	k.asked = append(append(k.asked, "update"), named...)
	return k.err
}

func (k *kept) Write(string) error {
	k.asked = append(k.asked, "write")
	return nil
}

func (k *kept) Page() (string, error) { return "# Page\n", nil }

// Only a whole run changes the tables, and one that breaks off changes neither them nor the
// page.
func TestRun(t *testing.T) {
	broken := errors.New("interrupted")
	for _, c := range []struct {
		what  string
		r     *Runner
		err   error
		asked []string
		page  string
	}{
		{"the page alone", nil, nil, nil, "# Page\n"},
		{"a run", &Runner{}, nil, []string{"update", "example.com/shop", "write"}, "# Page\n"},
		{"a run that breaks off", &Runner{}, broken, []string{"update", "example.com/shop"}, ""},
	} {
		tables, page := &kept{err: c.err}, filepath.Join(t.TempDir(), "page.md")
		err := run(t.Context(), t.TempDir(), page, c.r, []string{"example.com/shop"}, func(string) (Tables, error) { return tables, nil })
		text, _ := os.ReadFile(page) // there may be none
		if !errors.Is(err, c.err) || !slices.Equal(tables.asked, c.asked) || string(text) != c.page {
			t.Errorf("%s: error %v, asked for %q, page %q", c.what, err, tables.asked, text)
		}
	}
}
